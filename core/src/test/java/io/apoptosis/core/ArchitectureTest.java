package io.apoptosis.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.apoptosis.core.importance.Criterion;
import io.apoptosis.core.importance.CriterionOptions;
import io.apoptosis.core.op.Operator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The layout that architecture.md draws, kept by a test. */
class ArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.apoptosis.core");

    @Test
    void onlyTheDjlPackageKnowsTheTensorEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..tensor.djl..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..")
                .check(CORE);
    }

    @Test
    void onlyTheLatencyPackageKnowsOnnxRuntime() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..latency..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.onnxruntime..")
                .check(CORE);
    }

    @Test
    void coreKnowsNoServer() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "org.apache.kafka..", "jakarta..", "io.minio..", "java.net.http..")
                .check(CORE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.apoptosis.core.(*)..").should().beFreeOfCycles().check(CORE);
    }

    @TestFactory
    Stream<DynamicTest> everyOperatorAndCriterionHasItsLawTest() {
        Stream<Class<?>> criteria = Criterion.NAMES.stream()
                .map(name -> Criterion.named(name, CriterionOptions.DEFAULT).getClass());
        return Stream.concat(Operator.kinds().stream(), criteria)
                .map(type -> DynamicTest.dynamicTest(
                        type.getSimpleName(),
                        () -> assertThatCode(() -> Class.forName(type.getName() + "Test"))
                                .doesNotThrowAnyException()));
    }
}
