package io.apoptosis.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifelineTest {
    @TempDir
    Path directory;

    @Test
    void shouldEndTheProcessWhenItsStandardInputEnds() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-javaagent:" + AgentJar.write(directory),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Sleeper.class.getName())
                .start();
        try {
            assertThat(child.inputReader().readLine()).isEqualTo("awake");
            assertThat(child.isAlive()).isTrue();
            // A parent that is killed leaves its end of the pipe closed, just so.
            child.getOutputStream().close();
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            child.destroyForcibly();
        }
    }

    static final class Sleeper {
        private Sleeper() {}

        public static void main(String[] arguments) throws InterruptedException {
            System.out.println("awake");
            Thread.sleep(TimeUnit.HOURS.toMillis(1));
        }
    }
}
