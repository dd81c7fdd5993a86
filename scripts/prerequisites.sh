# Shared by ./bellwether and ./test: finds the tools, takes the build lock. Sourced, never run; needs $root (the checkout).

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

say() { printf '%s\n' "$@" >&2; }
die() { say "$@"; exit 1; }

# Puts `dotnet` on the PATH of this script, from the usual places if need be.
find_dotnet() {
  command -v dotnet >/dev/null && return
  local folder
  for folder in "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
    [ -n "$folder" ] && [ -x "$folder/dotnet" ] && { PATH=$folder:$PATH; export PATH DOTNET_ROOT="$folder"; return; }
  done
  die "bellwether needs the .NET 10 SDK, and no 'dotnet' was found." \
      "Install it (https://dotnet.microsoft.com/download/dotnet/10.0; on Ubuntu: apt install dotnet-sdk-10.0) and try again."
}

# What a build needs beyond `dotnet` itself.
require_build_tools() {
  find_dotnet
  dotnet --list-sdks 2>/dev/null | grep -q '^10\.0\.' || die \
    "bellwether needs the .NET SDK 10.0; found: $(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | paste -sd' ' - | sed 's/^$/no SDK at all/')." \
    "Install it (https://dotnet.microsoft.com/download/dotnet/10.0; on Ubuntu: apt install dotnet-sdk-10.0) and try again."
  local tool version
  for tool in node npm; do
    command -v "$tool" >/dev/null || die \
      "bellwether needs Node.js 18 or newer with npm to build its dashboard, and no '$tool' was found." \
      "Install it (https://nodejs.org; on Debian and Ubuntu: apt install nodejs npm) and try again."
  done
  version=$(node --version)
  version=${version#v}
  [ "${version%%.*}" -ge 18 ] 2>/dev/null || die \
    "bellwether needs Node.js 18 or newer to build its dashboard; found $version." "Install a newer one (https://nodejs.org) and try again."
}

# Waits for the checkout's build lock and holds it on descriptor 9; `exec 9>&-` gives it back.
# Commands that may leave processes behind (build servers) must run with 9>&-, or they would keep the lock.
take_build_lock() {
  mkdir -p "$root/.bellwether"
  exec 9>"$root/.bellwether/build.lock"
  if command -v flock >/dev/null; then
    flock -n 9 || { say "waiting for another build of this checkout…"; flock 9; }
  else
    perl -e 'use Fcntl ":flock"; open(my $lock, ">&=", 9) or die $!; flock($lock, LOCK_EX) or die $!;'
  fi
}

# Shows what went wrong in a build log: the distinct errors if it names some, else its end.
show_build_errors() {
  local log=$1 errors
  errors=$(grep -E '(: |^)(error|fatal)( |:)|npm (ERR!|error)' "$log" | sed -E 's/ \[([^][]*[\/])?([^][/]*)\]$/ [\2]/' | awk '!seen[$0]++' | head -40)
  if [ -n "$errors" ]; then say "$errors"; else tail -n 40 "$log" >&2; fi
  say "The whole log is in ${log#"$root"/}."
}
