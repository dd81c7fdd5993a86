// Reads every Parquet file below a folder and prints one JSON object: by path the number of rows, the types of the columns, and the first and the last row.
import fs from 'node:fs';
import path from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

const root = process.argv[2];
const found = {};
for (const name of fs.readdirSync(root, { recursive: true }).filter(n => n.endsWith('.parquet')).sort()) {
  const file = await asyncBufferFromFile(path.join(root, name));
  const metadata = await parquetMetadataAsync(file);
  const rows = await parquetReadObjects({ file, metadata, compressors });
  const columns = metadata.schema.slice(1).map(c => [c.name, c.logical_type?.type ?? c.type, c.repetition_type].join(' '));
  found[name] = { rows: rows.length, columns, first: rows[0], last: rows[rows.length - 1] };
}
console.log(JSON.stringify(found, (_, value) => typeof value === 'bigint' ? Number(value) : value));
