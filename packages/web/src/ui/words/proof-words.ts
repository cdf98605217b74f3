/** How somebody proved who they are, as an issuer says it. */
interface Proof {
  provider: string | null;
  acr: string | null;
  amr: readonly string[];
}

/** Methods of RFC 8176 as people call them; what is not here is said as it came. */
const METHODS: Readonly<Record<string, string>> = {
  face: 'face',
  fpt: 'fingerprint',
  geo: 'place',
  hwk: 'security key',
  mca: 'call',
  mfa: 'several factors',
  otp: 'one-time code',
  pin: 'PIN',
  pop: 'key',
  pwd: 'password',
  sc: 'smart card',
  sms: 'text message',
  swk: 'software key',
  tel: 'phone',
  vbm: 'voice',
  wia: 'Windows sign-in',
};

/** A proof in one line: "mfa (password, one-time code), by Contoso". */
export function proofInWords({ provider, acr, amr }: Proof): string {
  const methods = amr.map((method) => METHODS[method] ?? method).join(', ');
  const what = acr === null ? methods : methods === '' ? acr : `${acr} (${methods})`;
  return provider === null ? what : `${what}, by ${provider}`;
}
