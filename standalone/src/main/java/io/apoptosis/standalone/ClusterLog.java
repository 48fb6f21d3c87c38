package io.apoptosis.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What broker, store and supervisor have to say goes to a file, not to the terminal where a person watches a run. */
final class ClusterLog implements AutoCloseable {
    private static final List<String> SPEAKERS =
            List.of("kafka", "org.apache.kafka", "org.gaul", "io.apoptosis.standalone", "state.change.logger");

    private final FileHandler file;
    /** Held here because the logging system holds loggers weakly and would forget their handlers. */
    private final List<Logger> loggers = new ArrayList<>();

    private ClusterLog(FileHandler file) {
        this.file = file;
    }

    static ClusterLog open(Path logs) throws IOException {
        FileHandler file = new FileHandler(logs.resolve("cluster.log").toString(), true);
        file.setFormatter(new SimpleFormatter());
        ClusterLog log = new ClusterLog(file);
        for (String speaker : SPEAKERS) {
            Logger logger = Logger.getLogger(speaker);
            logger.setLevel(Level.WARNING);
            logger.setUseParentHandlers(false);
            logger.addHandler(file);
            log.loggers.add(logger);
        }
        return log;
    }

    @Override
    public void close() {
        for (Logger logger : loggers) {
            logger.removeHandler(file);
            logger.setUseParentHandlers(true);
        }
        file.close();
    }
}
