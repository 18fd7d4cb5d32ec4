import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';

/**
 * A query written for BigQuery, as DuckDB wants it. These four things differ, and nothing else:
 *
 * - a variable is `DECLARE name TYPE DEFAULT value;` and then its name; in DuckDB `SET VARIABLE`, and `getvariable('name')`;
 * - a table with a wild card is one table here, which has its `_TABLE_SUFFIX` as a column;
 * - a list that is unnested names its elements; in DuckDB it names the table, and their column after it;
 * - `FLOAT64` is `DOUBLE`.
 */
export function toDuckDb(query: string): string {
  const withoutComments = query.replace(/--.*$/gm, '');
  const declaration = /DECLARE (\w+) (\w+) DEFAULT ([^;]+);/g;
  const names = [...withoutComments.matchAll(declaration)].map(([, name]) => String(name));
  const body = withoutComments.replace(declaration, '').replace(/`[^`]+`/g, 'exported');
  const used = names.reduce(
    (text, name) => text.replace(new RegExp(`\\b${name}\\b`, 'g'), `getvariable('${name}')`),
    body,
  );
  const declared = [...withoutComments.matchAll(declaration)].map(
    ([, name, type, value]) => `SET VARIABLE ${String(name)} = CAST(${String(value)} AS ${String(type)});\n`,
  );
  return (declared.join('') + used)
    .replace(/UNNEST\((\w+)\) AS (\w+)/g, 'UNNEST($1) AS $2_rows($2)')
    .replace(/\bFLOAT64\b/g, 'DOUBLE');
}

/** With its variables set otherwise than as it is shipped. */
export function withVariables(query: string, values: Readonly<Record<string, string>>): string {
  return Object.entries(values).reduce((text, [name, value]) => {
    const found = new RegExp(`(DECLARE ${name} \\w+ DEFAULT )[^;]+;`);
    if (!found.test(text)) throw new Error(`The query has no variable ${name}.`);
    return text.replace(found, `$1${value};`);
  }, query);
}

/** A database with the export of GA4 in it, read from a file of JSON lines as BigQuery writes them. */
export async function openExport(jsonLines: string): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const value = 'STRUCT(string_value VARCHAR, int_value BIGINT, float_value DOUBLE, double_value DOUBLE)';
  await connection.run(`
    CREATE TABLE exported AS
    SELECT *, event_date AS _TABLE_SUFFIX
    FROM read_json('${jsonLines}', format = 'newline_delimited', columns = {
      event_date: 'VARCHAR',
      event_timestamp: 'BIGINT',
      event_name: 'VARCHAR',
      user_pseudo_id: 'VARCHAR',
      event_params: 'STRUCT("key" VARCHAR, "value" ${value})[]'
    })`);
  return connection;
}

/** The rows a query gives, with counts as plain numbers. */
export async function rowsOf(
  connection: DuckDBConnection,
  query: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const reader = await connection.runAndReadAll(query);
  return reader
    .getRowObjects()
    .map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
      ),
    );
}
