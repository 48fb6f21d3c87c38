package io.apoptosis.systemtests;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Arrows between modules point down only: services and command over pipeline over core. */
class ModulesTest {
    private static final List<String> MODULES = List.of(
            "core",
            "pipeline",
            "standalone",
            "worker",
            "gateway",
            "scorer-worker",
            "pruner-worker",
            "finetune-worker",
            "cli");

    @Test
    void arrowsPointDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.apoptosis..")
                .layer("core")
                .definedBy("io.apoptosis.core..")
                .layer("pipeline")
                .definedBy("io.apoptosis.pipeline..")
                .layer("standalone")
                .definedBy("io.apoptosis.standalone..")
                .layer("worker")
                .definedBy("io.apoptosis.worker..")
                .layer("workers")
                .definedBy("io.apoptosis.scorer..", "io.apoptosis.pruner..", "io.apoptosis.finetuner..")
                .layer("gateway")
                .definedBy("io.apoptosis.gateway..")
                .layer("cli")
                .definedBy("io.apoptosis.cli..")
                .whereLayer("pipeline")
                .mayOnlyAccessLayers("core")
                .whereLayer("core")
                .mayNotAccessAnyLayer()
                .whereLayer("standalone")
                .mayOnlyAccessLayers("pipeline", "core")
                .whereLayer("worker")
                .mayOnlyAccessLayers("pipeline", "core")
                .whereLayer("workers")
                .mayOnlyAccessLayers("worker", "pipeline", "core")
                .whereLayer("gateway")
                .mayOnlyAccessLayers("pipeline", "core")
                .whereLayer("cli")
                .mayOnlyAccessLayers("standalone", "pipeline", "core")
                .check(classes());
    }

    private static JavaClasses classes() {
        Path root = Path.of(System.getProperty("apoptosis.root"));
        Stream<Path> folders = MODULES.stream()
                .map(module -> root.resolve(module).resolve("target/classes"))
                .filter(Files::isDirectory);
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPaths(folders.toList());
    }
}
