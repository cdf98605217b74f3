import { type Adapter, type AdapterPayload } from 'oidc-provider';

/** What one issuer of the tests remembers, in memory: of the library's own it says in each run that it is not meant for use. */
export function issuerStore(): (name: string) => Adapter {
  const kept = new Map<string, AdapterPayload>();
  const find = (test: (payload: AdapterPayload) => boolean) => [...kept.values()].find(test);
  return (name) => {
    const key = (id: string) => `${name}:${id}`;
    return {
      upsert: async (id, payload) => void kept.set(key(id), payload),
      find: async (id) => kept.get(key(id)),
      findByUid: async (uid) => find((payload) => payload.uid === uid),
      findByUserCode: async (code) => find((payload) => payload.userCode === code),
      consume: async (id) => void ((kept.get(key(id)) ?? {}).consumed = Math.floor(Date.now() / 1000)),
      destroy: async (id) => void kept.delete(key(id)),
      revokeByGrantId: async (grantId) => {
        for (const [id, payload] of kept) if (payload.grantId === grantId) kept.delete(id);
      },
    };
  };
}
