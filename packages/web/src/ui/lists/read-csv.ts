/** What `csv` put before a value that a spreadsheet would take for a formula. */
const DEFUSED = /^'(?=[=+\-@\t\r])/;

/** The character between the fields of a file: what its first line has more of. */
function separatorOf(text: string): string {
  const [first = ''] = text.split(/\r?\n/, 1);
  return first.split(';').length > first.split(',').length ? ';' : ',';
}

/** The rows of a CSV file (RFC 4180), separated by commas or semicolons as spreadsheets write them. Lines without any value are left out. */
export function readCsv(file: string): string[][] {
  const text = file.replace(/^\uFEFF/, '');
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let value = '';
  let quoted = false;
  const endValue = () => {
    row.push(value.replace(DEFUSED, ''));
    value = '';
  };
  const endRow = () => {
    endValue();
    if (row.some((one) => one.trim() !== '')) rows.push(row);
    row = [];
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (quoted && char === '"' && text[at + 1] === '"') value += text[++at];
    else if (char === '"') quoted = !quoted;
    else if (!quoted && char === separator) endValue();
    else if (!quoted && char === '\n') endRow();
    else if (quoted || char !== '\r') value += char;
  }
  if (value !== '' || row.length > 0) endRow();
  return rows;
}
