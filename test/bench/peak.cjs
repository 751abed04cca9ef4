// Loaded before a measured program: writes its peak memory in kB to PEAK_FILE when it ends.
const { readFileSync, writeFileSync } = require('node:fs');

// The kernel's own figure of this program; that of `resourceUsage` can be the parent's, from before it was started.
function peak() {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}

process.on('exit', () => writeFileSync(process.env.PEAK_FILE, String(peak())));
