// Reads machine-readable zones by a library of others: JSON comes in, [[line, line], …], and JSON goes out,
// [{field: {value, valid}, …}, …].
import { parse } from 'mrz';

let text = '';
for await (const part of process.stdin.setEncoding('utf8')) {
  text += part;
}

const read = JSON.parse(text).map(lines => Object.fromEntries(
  parse(lines).details.map(({ field, value, valid }) => [field, { value, valid }])));
process.stdout.write(JSON.stringify(read));
