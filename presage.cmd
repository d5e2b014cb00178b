@echo off
rem Builds presage when its sources changed, then runs it.
setlocal
set "root=%~dp0"
set "program=%root%services\Cli\bin\Release\net10.0\presage.exe"
set "stamp=%root%services\Cli\obj\launcher.stamp"
powershell -NoProfile -Command "if (-not (Test-Path $env:program) -or -not (Test-Path $env:stamp)) { exit 1 }; $built = (Get-Item $env:stamp).LastWriteTime; $newer = Get-ChildItem -Recurse -File ($env:root + 'services'), ($env:root + 'contracts'), ($env:root + '*.props'), ($env:root + 'global.json') | Where-Object { $_.FullName -notmatch '\\(bin|obj)\\' -and $_.LastWriteTime -gt $built } | Select-Object -First 1; if ($newer) { exit 1 }"
if errorlevel 1 (
    echo Building presage ^(once^) ... 1>&2
    dotnet build "%root%services\Cli" -c Release -v quiet --nologo 1>&2 || exit /b 1
    type nul > "%stamp%"
)
"%program%" %*
exit /b %errorlevel%
