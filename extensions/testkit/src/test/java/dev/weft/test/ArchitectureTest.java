package dev.weft.test;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/** The layers of the test kit; and nothing here reaches the runtime's implementation. */
@AnalyzeClasses(packages = "dev.weft.test", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String KIT = "dev.weft.test.internal.";

    /** The vocabulary, which all layers may use: enums, and the faces of a run. */
    private static final DescribedPredicate<JavaClass> WORDS = DescribedPredicate.describe(
            "the words of the API",
            type -> type.getPackageName().equals("dev.weft.test")
                    && (type.isEnum()
                            || type.isAnnotation()
                            || type.getSimpleName().equals("Sim")
                            || type.getSimpleName().equals("SimHost")
                            || type.getSimpleName().equals("SimNetwork")
                            || type.getSimpleName().equals("StreamProbe")));

    /** What woven code calls, and the public API. */
    private static final DescribedPredicate<JavaClass> RUNTIME = resideInAnyPackage(
                    "dev.weft", "dev.weft.ports", "dev.weft.abi..", "java..", "org.jspecify..")
            .or(annotatedWith(NullMarked.class));

    @ArchTest
    static final ArchRule CHOICES_KNOW_NOTHING = mayUse("choice", "choice");

    @ArchTest
    static final ArchRule REPORTS_KNOW_THE_RUNTIME_ONLY = mayUse("report", "report");

    @ArchTest
    static final ArchRule SEARCHES_KNOW_CHOICES = mayUse("search", "search", "choice");

    /** The interfaces of {@code weft-net}, and what keeps its promises. */
    private static final DescribedPredicate<JavaClass> NET = resideInAnyPackage(
            "dev.weft.net", "dev.weft.net.internal.duplex", "dev.weft.net.internal.serve", "dev.weft.sync");

    @ArchTest
    static final ArchRule NETWORKS_KNOW_CHOICES = classes()
            .that()
            .resideInAPackage(KIT + "net")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(KIT + "net", KIT + "choice")
                    .or(WORDS)
                    .or(RUNTIME)
                    .or(NET));

    @ArchTest
    static final ArchRule WORLDS_KNOW_NETWORKS_CHOICES_AND_REPORTS = classes()
            .that()
            .resideInAPackage(KIT + "world")
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage(KIT + "world", KIT + "net", KIT + "choice", KIT + "report", "dev.weft.net")
                            .or(WORDS)
                            .or(RUNTIME));

    @ArchTest
    static final ArchRule EXPLORATIONS_KNOW_NO_JUNIT = classes()
            .that()
            .resideInAPackage(KIT + "explore")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "dev.weft.test",
                            KIT + "explore",
                            KIT + "search",
                            KIT + "world",
                            KIT + "choice",
                            KIT + "report")
                    .or(RUNTIME));

    @ArchTest
    static final ArchRule THE_IMPLEMENTATION_OF_THE_RUNTIME_IS_OUT_OF_REACH = noClasses()
            .that()
            .resideInAPackage("dev.weft.test..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.weft.internal..");

    private static ArchRule mayUse(String room, String... below) {
        String[] packages =
                java.util.Arrays.stream(below).map(name -> KIT + name).toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(KIT + room)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(packages).or(WORDS).or(RUNTIME));
    }
}
