package dev.copra.testdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium with nothing in it. Tests that need one are skipped where there is none. */
public final class Browser implements AutoCloseable {
    /** Other work may take the machine for as long. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts one. @param profile an empty folder */
    public static Browser start(Path profile) {
        File chromium = program("chromium", "chromium-browser", "google-chrome", "chrome");
        File server = program("chromedriver");
        assumeTrue(
                chromium != null && server != null, "skipped: there is no chromium with its chromedriver on the PATH");
        Logger.getLogger("org.openqa.selenium").setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--force-device-scale-factor=1",
                "--window-size=1400,1000",
                "--user-data-dir=" + profile.toAbsolutePath());
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable("browser", Level.ALL);
        logs.enable("performance", Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(server)
                .withTimeout(PATIENCE)
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(PATIENCE).scriptTimeout(PATIENCE);
        return new Browser(driver);
    }

    private static File program(String... names) {
        List<String> folders = new ArrayList<>(List.of(System.getenv("PATH").split(File.pathSeparator)));
        // where GitHub's machines have it
        folders.add(Objects.requireNonNullElse(System.getenv("CHROMEWEBDRIVER"), ""));
        return Stream.of(names)
                .flatMap(name -> folders.stream()
                        .flatMap(folder -> Stream.of(new File(folder, name), new File(folder, name + ".exe"))))
                .filter(file -> file.isFile() && file.canExecute())
                .findFirst()
                .orElse(null);
    }

    /** Opens a page of Copra's and waits until all of it is there. */
    public void open(String address) {
        driver.manage().logs().get("browser");
        driver.get(address);
        await("return document.documentElement.dataset.ready === 'all'");
    }

    /** Waits until a script says true. */
    public void await(String script, Object... arguments) {
        new WebDriverWait(driver, PATIENCE).until(any -> Boolean.TRUE.equals(run(script, arguments)));
    }

    /** Runs a script in the page. */
    public Object run(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    /** Runs a script that ends by calling its last argument. */
    public Object runLater(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeAsyncScript(script, arguments);
    }

    public WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    public List<WebElement> findAll(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** Sends keys to what has the focus. */
    public void type(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    public ChromeDriver driver() {
        return driver;
    }

    /** Sets how wide and high the page is, and whether its user likes it dark. */
    public void look(int width, int height, boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** No script has failed, and nothing was refused by the page's policy. */
    public void assertQuiet() {
        List<String> lines = driver.manage().logs().get("browser").getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
        assertEquals(List.of(), lines);
    }

    /** The addresses that were asked for since the last call, but those that hold their content. */
    public List<String> requests() {
        return driver.manage().logs().get("performance").getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> message.contains("\"Network.requestWillBeSent\""))
                .map(message -> message.replaceFirst("(?s).*\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
                // what the browser shows before the first page, of chrome: and chrome-untrusted:
                .filter(address -> !address.startsWith("data:") && !address.startsWith("chrome"))
                .toList();
    }

    @Override
    public void close() throws IOException {
        driver.quit();
    }
}
