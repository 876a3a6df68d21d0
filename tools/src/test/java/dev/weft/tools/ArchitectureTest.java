package dev.weft.tools;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/** The commands know what they show, not the other way round; and nothing here links the runtime or the weaver. */
@AnalyzeClasses(packages = "dev.weft.tools", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule LOOKING_NEEDS_THE_JDK_ONLY = classes()
            .that()
            .resideInAPackage("dev.weft.tools.observe")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "dev.weft.tools.observe",
                            "java..",
                            "javax.management..",
                            "com.sun.tools.attach",
                            "org.jspecify..")
                    .or(annotatedWith(NullMarked.class)));

    @ArchTest
    static final ArchRule COMMANDS_USE_WHAT_LOOKS = classes()
            .that()
            .resideInAPackage("dev.weft.tools.cli")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("dev.weft.tools..", "picocli..", "java..", "org.jspecify..")
                    .or(annotatedWith(NullMarked.class)));
}
