@echo off
rem Drop drafts on this file, or put it into the folder shell:sendto.
rem The findings open in the browser; Word drafts get a copy with comments beside them.
chcp 65001 >nul
setlocal
if "%~1"=="" (
  echo Drop drafts on this file.
  pause
  exit /b 2
)
set "PAGE=%TEMP%\disclosurelint-%RANDOM%.html"
disclosurelint check %* --format html -o "%PAGE%" --format text
if exist "%PAGE%" start "" "%PAGE%"
for %%F in (%*) do if /i "%%~xF"==".docx" disclosurelint check "%%~F" --format docx --fail-on never
pause
