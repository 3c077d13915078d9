// One line of JSON for every test, to be read by the JUnit test that runs this process.
export default async function* reporter(source) {
  for await (const { type, data } of source) {
    if (type === 'test:pass' || type === 'test:fail') {
      const error = data.details?.error;
      const failure = type === 'test:fail' ? String(error?.cause?.stack ?? error?.stack ?? error) : undefined;
      yield `${JSON.stringify({ name: data.name, skipped: data.skip !== undefined, failure })}\n`;
    }
  }
}
