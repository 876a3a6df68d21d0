package dev.weft.compiler;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Each package knows those below it, as {@code docs/internals/architecture.md} lists them. */
@AnalyzeClasses(packages = "dev.weft.compiler", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "dev.weft.compiler";

    /** A package, and the packages of the weaver that it may use; the empty name is the root package. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("abi", List.of()),
            Map.entry("code", List.of()),
            Map.entry("io", List.of()),
            Map.entry("finding", List.of("code")),
            Map.entry("hierarchy", List.of("abi", "io")),
            Map.entry("scan", List.of("abi", "code")),
            Map.entry("analyse", List.of("abi", "code", "scan")),
            Map.entry("check", List.of("abi", "code", "finding", "hierarchy", "scan", "analyse")),
            Map.entry("normalise", List.of("abi", "code", "hierarchy", "scan", "analyse")),
            Map.entry("split", List.of("abi", "code", "scan", "analyse")),
            Map.entry("emit", List.of("abi", "code", "scan", "analyse", "split")),
            Map.entry("verify", List.of("abi", "code", "hierarchy", "scan", "analyse", "emit")),
            Map.entry(
                    "weave",
                    List.of(
                            "abi",
                            "code",
                            "io",
                            "finding",
                            "hierarchy",
                            "scan",
                            "check",
                            "analyse",
                            "normalise",
                            "split",
                            "emit",
                            "verify")),
            Map.entry("", List.of("finding", "hierarchy", "io", "split", "weave")),
            Map.entry("cli", List.of("", "abi", "finding", "split")),
            Map.entry("agent", List.of("", "abi", "finding", "hierarchy", "io", "scan")),
            Map.entry("javac", List.of("", "finding", "hierarchy", "io", "scan")));

    @ArchTest
    static void packagesUseThoseBelowThem(JavaClasses weaver) {
        MAY_USE.forEach((name, used) -> {
            var allowed = Stream.concat(Stream.of(name), used.stream())
                    .map(ArchitectureTest::packageOf)
                    .toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage(packageOf(name))
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(resideOutsideOfPackage(ROOT + "..")))
                    .check(weaver);
        });
    }

    @ArchTest
    static void everyPackageIsListed(JavaClasses weaver) {
        var packages = weaver.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        assertEquals(MAY_USE.keySet().stream().map(ArchitectureTest::packageOf).collect(Collectors.toSet()), packages);
    }

    private static String packageOf(String name) {
        return name.isEmpty() ? ROOT : ROOT + "." + name;
    }

    /** The root package is one of them. */
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.weft.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_KNOWS_PICOCLI = noClasses()
            .that()
            .resideOutsideOfPackage("dev.weft.compiler.cli")
            .should()
            .dependOnClassesThat(resideInAPackage("picocli.."));

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
                            "javax.tools..",
                            "com.sun.source..",
                            "org.jspecify..")
                    .or(annotatedWith(NullMarked.class)));

    @ArchTest
    static final ArchRule THE_RUNTIME_IS_KNOWN_BY_NAME_ONLY = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("dev.weft..").and(resideOutsideOfPackage(ROOT + "..")));
}
