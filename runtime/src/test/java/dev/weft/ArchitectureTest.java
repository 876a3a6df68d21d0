package dev.weft;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/**
 * The layers of the runtime; arrows point down only. Frames and tasks name each other in the signatures that woven code
 * is compiled against ({@code Frame.resume(Task)}), and a task names its loop's public face, so those three are one
 * layer here; what must not happen is that they know what is composed of them, or the loop's engine knows them.
 */
@ArchTag("slow")
@AnalyzeClasses(packages = "dev.weft", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final Set<String> LOOP = Set.of(
            "QueueNode",
            "TimerNode",
            "ReadyQueue",
            "Inbox",
            "TimerHeap",
            "TimerPage",
            "Unchecked",
            "LoopCore",
            "Callback",
            "Uncaught",
            "StallDetector",
            "Vitals",
            "Hooks",
            "Flight",
            "FlightStopwatch",
            "Stopwatch",
            "Visible",
            "Management",
            "Watchdog");

    private static final Set<String> COMPOSE = Set.of(
            "Children",
            "Together",
            "Gather",
            "Waiting",
            "TimeLimit",
            "Shield",
            "Completed",
            "TaskGroup",
            "GroupWait",
            "Blocking",
            "AsyncCloseable");

    private static final Set<String> RUN = Set.of("Weft", "Program");

    @ArchTest
    static final ArchRule ARROWS_POINT_DOWN = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("run")
            .definedBy(in(RUN))
            .layer("compose")
            .definedBy(in(COMPOSE))
            .layer("task")
            .definedBy(describe("tasks and frames", ArchitectureTest::isTask))
            .layer("loop")
            .definedBy(in(LOOP))
            .layer("ports")
            .definedBy("dev.weft.ports")
            .whereLayer("run")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("compose")
            .mayOnlyBeAccessedByLayers("run")
            .whereLayer("task")
            .mayOnlyBeAccessedByLayers("run", "compose")
            .whereLayer("loop")
            .mayOnlyBeAccessedByLayers("run", "compose", "task")
            .whereLayer("ports")
            .mayOnlyBeAccessedByLayers("loop", "task");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.weft.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOTHING_DEPENDS_ON_SYNC = noClasses()
            .that()
            .resideInAPackage("dev.weft")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.weft.sync");

    private static boolean isTask(JavaClass c) {
        String name = outermost(c);
        return c.getPackageName().equals("dev.weft")
                && !LOOP.contains(name)
                && !COMPOSE.contains(name)
                && !RUN.contains(name);
    }

    private static DescribedPredicate<JavaClass> in(Set<String> names) {
        return describe(names.toString(), c -> c.getPackageName().equals("dev.weft") && names.contains(outermost(c)));
    }

    private static String outermost(JavaClass c) {
        String name = c.getName().substring(c.getPackageName().length() + 1);
        int dollar = name.indexOf('$');
        return dollar < 0 ? name : name.substring(0, dollar);
    }
}
