// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradwright.compiler.kernel.UpwardsExample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Packages depend downwards only, so that each stage can be read, tested and replaced without those above it. */
class PackageOrderTest {
    private static final String ROOT = "org.gradwright.compiler";

    /** Lowest first; packages of one level may know each other, but not in a circle. */
    private static final List<List<String>> LEVELS = List.of(
            List.of("kernel", "notation"),
            List.of("graph"),
            List.of("op"),
            List.of("scan"),
            List.of("lang", "autodiff", "optimise", "fuse"),
            List.of("plan", "build"),
            List.of("emit", "interpret", "derive", "budget"));

    /** Lowest first; above them stands {@code lang} itself, beside them {@code format}, which stands alone. */
    private static final List<String> FRONT_END = List.of(
            "diagnostic",
            "syntax",
            "value",
            "scope",
            "session",
            "expression",
            "builtin",
            "call",
            "statement",
            "train",
            "header");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @ParameterizedTest
    @MethodSource("levels")
    void aLevelKnowsNoneAboveIt(int level) {
        knowsNoneAbove(level).check(CLASSES);
    }

    @Test
    void aDependencyUpwardsIsFound() {
        JavaClasses tests = new ClassFileImporter().importClasses(UpwardsExample.class, UpwardsTarget.class);
        assertThatThrownBy(() -> knowsNoneAbove(0).check(tests)).hasMessageContaining("UpwardsExample");
    }

    @Test
    void packagesFormNoCircle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("frontEnd")
    void aPartOfTheFrontEndKnowsNoneAboveIt(int part) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".lang." + FRONT_END.get(part))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(aboveInFrontEnd(part))
                .check(CLASSES);
    }

    @Test
    void theOrderOfTheFrontEndNamesAllItsParts() {
        assertThat(CLASSES.getPackage(ROOT + ".lang").getSubpackages())
                .extracting(JavaPackage::getRelativeName)
                .filteredOn(name -> !name.equals("format"))
                .containsExactlyInAnyOrderElementsOf(FRONT_END);
    }

    @Test
    void syntaxDiagnosticsAndFormatStandAlone() {
        String[] alone = {ROOT + ".lang.syntax..", ROOT + ".lang.diagnostic..", ROOT + ".lang.format.."};
        noClasses()
                .that()
                .resideInAnyPackage(alone)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(resideOutsideOfPackages(alone)))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void onlyTheEmittersKnowHowClassesAndSourcesAreWritten() {
        classes()
                .that()
                .resideOutsideOfPackage(ROOT + ".emit..")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages("org.objectweb.asm..", "com.palantir.javapoet..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    private static IntStream levels() {
        return IntStream.range(0, LEVELS.size());
    }

    private static IntStream frontEnd() {
        return IntStream.range(0, FRONT_END.size());
    }

    private static String[] aboveInFrontEnd(int part) {
        return Stream.concat(
                        Stream.of(ROOT + ".lang"),
                        FRONT_END.stream().skip(part + 1).map(name -> ROOT + ".lang." + name))
                .toArray(String[]::new);
    }

    private static ArchRule knowsNoneAbove(int level) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages(LEVELS.subList(level, level + 1)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(above(level))
                .allowEmptyShould(true);
    }

    private static String[] above(int level) {
        return Stream.concat(Stream.of(ROOT), Stream.of(packages(LEVELS.subList(level + 1, LEVELS.size()))))
                .toArray(String[]::new);
    }

    private static String[] packages(List<List<String>> levels) {
        return levels.stream()
                .flatMap(List::stream)
                .map(name -> ROOT + "." + name + "..")
                .toArray(String[]::new);
    }
}
