@echo off
rem Runs Copra on Windows, as scripts/copra does elsewhere; that file says what the variables are for.
setlocal

set "here=%~dp0"
set "jar=%COPRA_JAR%"
if not defined jar if exist "%here%copra.jar" set "jar=%here%copra.jar"
if not defined jar if exist "%here%lib\copra.jar" set "jar=%here%lib\copra.jar"
if not defined jar if exist "%here%..\lib\copra.jar" set "jar=%here%..\lib\copra.jar"
if not defined jar set "jar=%here%..\target\copra.jar"
if exist "%jar%" goto java
if not exist "%here%..\pom.xml" goto nojar
where mvn >nul 2>nul || goto nojar
echo copra: building copra.jar, which takes a minute the first time>&2
pushd "%here%.."
call mvn -q -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true package 1>&2 <nul
popd
if exist "%jar%" goto java
:nojar
echo copra: there is no %jar%; build it with 'mvn package', or set COPRA_JAR>&2
exit /b 2

:java
set "java=%COPRA_JAVA%"
if defined java if exist "%java%\bin\java.exe" set "java=%java%\bin\java.exe"
if not defined java if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if not defined java set "java=java"
if exist "%java%" goto options
where "%java%" >nul 2>nul && goto options
echo copra: Java 17 or newer is needed, and there is no %java%; point COPRA_JAVA or JAVA_HOME at one>&2
exit /b 2

:options
set "kind=short"
if "%~1"=="detect" set "kind=long"
if "%~1"=="learn" set "kind=long"
if "%~1"=="mask" for %%a in (%*) do if "%%~a"=="--images" set "kind=long"
set "flags=-XX:TieredStopAtLevel=1 -XX:Tier3BackEdgeThreshold=10000 -XX:+UseG1GC -XX:ParallelGCThreads=1 -XX:ConcGCThreads=1 -XX:G1ConcRefinementThreads=0"
set "flags=%flags% -XX:InitiatingHeapOccupancyPercent=90 -XX:-G1UseAdaptiveIHOP -XX:G1HeapRegionSize=2m -Xms32m -Xmn24m"
set "flags=%flags% -XX:-UsePerfData"
if "%kind%"=="long" set "flags=-XX:+UseParallelGC"
if "%kind%"=="long" set "flags=%flags% --enable-native-access=ALL-UNNAMED"
if "%~1"=="model" set "flags=%flags% --enable-native-access=ALL-UNNAMED"
set "flags=-XX:+IgnoreUnrecognizedVMOptions %flags% -Xlog:disable -Xlog:all=error,cds*=off:stderr -XX:+DisplayVMOutputToStderr"
set "flags=%flags% -Djava.awt.headless=true -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8"

rem The archive is named by the jar's hash and the JDK's directory, which on Windows has the version in it.
set "share="
set "hash="
set "jars=%jar%"
if defined COPRA_CLASSPATH set "jars=%COPRA_CLASSPATH%;%jar%"
for %%j in ("%jar%") do set "more=%%~dpjcopra-learn.jar"
if "%~1"=="learn" if exist "%more%" set "jars=%jars%;%more%"
if defined COPRA_CLASSPATH goto run
set "cache=%COPRA_CACHE%"
if not defined cache set "cache=%LOCALAPPDATA%\copra"
if not defined JAVA_HOME goto run
if defined COPRA_JAVA goto run
if exist "%jar%.sha256" set /p hash=<"%jar%.sha256"
if not defined hash goto run
for %%d in ("%JAVA_HOME%") do set "archive=%cache%\%hash:~0,16%-%%~nxd-%kind%.jsa"
if exist "%archive%" goto share
if exist "%archive%.failed" goto run
if not exist "%cache%" mkdir "%cache%" 2>nul
set "new=%archive%.%RANDOM%"
if not exist "%archive:.jsa=.options%" mkdir "%archive:.jsa=.options%" 2>nul
"%java%" %flags% -Dcopra.options="%archive:.jsa=.options%" -XX:ArchiveClassesAtExit="%new%" -cp "%jar%" dev.copra.cli.Main warm-up <nul >nul 2>nul
if errorlevel 1 goto failed
move /y "%new%" "%archive%" >nul 2>nul || goto failed
forfiles /p "%cache%" /m *.jsa /d -30 /c "cmd /c del /f @path" >nul 2>nul
:share
set share=-XX:SharedArchiveFile="%archive%" -Dcopra.options="%archive:.jsa=.options%"
goto run
:failed
del /f "%new%" 2>nul
rem a jar that is not whole has no main class, of which Java would speak in words of its own
"%java%" %flags% -cp "%jar%" dev.copra.cli.Main --version <nul >nul 2>nul || goto damaged
type nul >"%archive%.failed" 2>nul
goto run
:damaged
echo copra: %jar% cannot be run; it is damaged, or just being written>&2
exit /b 2

:run
"%java%" %flags% %share% %COPRA_JAVA_OPTS% -cp "%jars%" dev.copra.cli.Main %*
exit /b %errorlevel%
