package io.apoptosis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A Chromium without a window, on one gateway. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ChromeDriver driver;
    private final String gateway;

    private Browser(ChromeDriver driver, String gateway) {
        this.driver = driver;
        this.gateway = gateway;
    }

    /** Skips the test where no browser is installed. */
    static Browser on(String gateway) {
        Optional<Path> chromium = onPath("chromium", "chromium-browser", "google-chrome");
        Optional<Path> driver = onPath("chromedriver");
        assumeTrue(
                chromium.isPresent() && driver.isPresent(),
                "the page is not tested: no Chromium and chromedriver on the PATH (apt-get install chromium chromium-driver)");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.WARNING);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.orElseThrow().toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1440,1000");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.orElseThrow().toFile())
                .build();
        return new Browser(new ChromeDriver(service, options), gateway);
    }

    private static Optional<Path> onPath(String... names) {
        return Stream.of(names)
                .flatMap(name -> Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    void open(String path) {
        driver.get(gateway + path);
    }

    /** Waits until the element is there and shown. */
    WebElement see(String css) {
        return await().until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(css)));
    }

    /** Waits until one of the elements has the text in it. */
    void see(String css, String text) {
        await().until(browser -> driver.findElements(By.cssSelector(css)).stream()
                .anyMatch(element -> element.getText().contains(text)));
    }

    void click(String css) {
        await().until(ExpectedConditions.elementToBeClickable(By.cssSelector(css)))
                .click();
    }

    /** In place of what is there. */
    void type(String css, String text) {
        WebElement field = see(css);
        field.clear();
        field.sendKeys(text);
    }

    /** By the button beside a field. */
    void choose(String field, Path file) {
        see(field).findElement(By.xpath("../label/input")).sendKeys(file.toString());
        await().until(ExpectedConditions.attributeContains(By.cssSelector(field), "value", "object:"));
    }

    /** As a person does with a mouse. */
    void drop(String css, Path file) throws IOException {
        driver.executeScript(
                """
                const bytes = Uint8Array.from(atob(arguments[1]), (char) => char.charCodeAt(0));
                const dataTransfer = new DataTransfer();
                dataTransfer.items.add(new File([bytes], arguments[2]));
                arguments[0].dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
                """,
                see(css),
                Base64.getEncoder().encodeToString(Files.readAllBytes(file)),
                file.getFileName().toString());
        see(".given", file.getFileName().toString());
    }

    int count(String css) {
        return driver.findElements(By.cssSelector(css)).size();
    }

    Object script(String javascript, Object... arguments) {
        return driver.executeScript(javascript, arguments);
    }

    /** Faults that axe-core finds (WCAG 2 A and AA), as "rule: element". */
    List<?> accessibilityFaults() throws IOException {
        try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
            driver.executeScript(new String(Objects.requireNonNull(axe).readAllBytes(), StandardCharsets.UTF_8));
        }
        return (List<?>) driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })
                   .then((found) => done(found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))));
                """);
    }

    /** From now on as on a phone. */
    void narrow(int width) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 844, "deviceScaleFactor", 2, "mobile", true));
    }

    /** What has the focus, for a person: its label, else its text; empty at the page's end. */
    String press(Keys key) {
        driver.switchTo().activeElement().sendKeys(key);
        return (String) driver.executeScript("""
                const now = document.activeElement;
                return now === document.body ? '' : (now.getAttribute('aria-label') ?? (now.textContent.trim() || now.id));
                """);
    }

    void useDarkColours(boolean dark) {
        Map<String, Object> scheme = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    }

    /** What is meant to go wrong. */
    void forgetConsole() {
        driver.manage().logs().get(LogType.BROWSER);
    }

    void assertNothingWentWrong() {
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
                .as("the browser's console")
                .isEmpty();
    }

    private WebDriverWait await() {
        WebDriverWait wait = new WebDriverWait(driver, PATIENCE);
        wait.ignoring(StaleElementReferenceException.class);
        return wait;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
