package dev.weft.compiler;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/** The stages of the pipeline know those before them, never those behind. */
@AnalyzeClasses(packages = "dev.weft.compiler", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule STAGES_KNOW_THOSE_BEFORE_THEM = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("scan")
            .definedBy("dev.weft.compiler.scan")
            .layer("check")
            .definedBy("dev.weft.compiler.check")
            .layer("analyse")
            .definedBy("dev.weft.compiler.analyse")
            .layer("normalise")
            .definedBy("dev.weft.compiler.normalise")
            .layer("split")
            .definedBy("dev.weft.compiler.split")
            .layer("emit")
            .definedBy("dev.weft.compiler.emit")
            .layer("verify")
            .definedBy("dev.weft.compiler.verify")
            .whereLayer("verify")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("check")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("emit")
            .mayOnlyBeAccessedByLayers("verify")
            .whereLayer("split")
            .mayOnlyBeAccessedByLayers("emit")
            .whereLayer("normalise")
            .mayOnlyBeAccessedByLayers("split", "emit")
            .whereLayer("analyse")
            .mayOnlyBeAccessedByLayers("check", "normalise", "split", "emit", "verify")
            .whereLayer("scan")
            .mayOnlyBeAccessedByLayers("check", "analyse", "normalise", "split", "emit", "verify");

    @ArchTest
    static final ArchRule FILES_AND_SUPERTYPES_KNOW_NO_STAGE = noClasses()
            .that()
            .resideInAnyPackage("dev.weft.compiler.io", "dev.weft.compiler.hierarchy")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "dev.weft.compiler.scan",
                    "dev.weft.compiler.check",
                    "dev.weft.compiler.analyse",
                    "dev.weft.compiler.normalise",
                    "dev.weft.compiler.split",
                    "dev.weft.compiler.emit",
                    "dev.weft.compiler.verify"));

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_COMMAND_LINE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.weft.compiler.cli..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.weft.compiler.cli..", "picocli.."));

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_AGENT_OR_THE_JAVAC_PLUG_IN = noClasses()
            .that()
            .resideOutsideOfPackages("dev.weft.compiler.agent", "dev.weft.compiler.javac")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.weft.compiler.agent", "dev.weft.compiler.javac"));

    @ArchTest
    static final ArchRule STAGES_TOUCH_NO_CONTAINER = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.weft.compiler", "dev.weft.compiler.io", "dev.weft.compiler.agent", "dev.weft.compiler.javac")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.weft.compiler.io"));

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.weft.compiler.(*)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule USER_CLASSES_ARE_NEVER_LOADED = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.weft.compiler.agent", // loads itself, in a class loader of its own
                    "dev.weft.compiler.javac") // loads classes of javac
            .should()
            .callMethod(Class.class, "forName", String.class)
            .orShould()
            .callMethod(Class.class, "forName", String.class, boolean.class, ClassLoader.class)
            .orShould()
            .callMethod(ClassLoader.class, "loadClass", String.class)
            .orShould()
            .dependOnClassesThat(resideInAPackage("java.lang.reflect"));

    @ArchTest
    static final ArchRule ONLY_ASM_PICOCLI_AND_THE_JDK = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "dev.weft.compiler..",
                            "org.objectweb.asm..",
                            "picocli..",
                            "java..",
                            "javax.lang.model..",
                            "javax.management..",
                            "com.sun.tools.attach",
                            "javax.tools..",
                            "com.sun.source..",
                            "org.jspecify..")
                    .or(annotatedWith(NullMarked.class)));

    @ArchTest
    static final ArchRule THE_RUNTIME_IS_KNOWN_BY_NAME_ONLY =
            noClasses().should().dependOnClassesThat(resideInAnyPackage("dev.weft", "dev.weft.ports", "dev.weft.sync"));
}
