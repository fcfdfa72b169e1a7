// Preloaded with --require: at the end, writes the most memory that the process ever held, in bytes, into a file.
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  writeFileSync(process.env.REPORT_MEMORY, String(process.resourceUsage().maxRSS * 1024));
});
