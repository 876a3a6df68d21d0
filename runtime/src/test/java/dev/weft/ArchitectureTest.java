package dev.weft;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The rooms of the runtime; arrows point down only. The package {@code dev.weft} is two rooms: the faces, a vocabulary that
 * all may use, and the doors, which lead from the faces into the implementation. The doors are listed here, by class.
 */
@AnalyzeClasses(packages = "dev.weft", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String FACES = "dev.weft";
    private static final String PORTS = "dev.weft.ports";
    private static final String MANAGEMENT = "dev.weft.management";
    private static final String TRACE = "dev.weft.internal.trace";
    private static final String LOOP = "dev.weft.internal.loop";
    private static final String JFR = "dev.weft.internal.observe.jfr";
    private static final String OBSERVE = "dev.weft.internal.observe";
    private static final String ABI = "dev.weft.abi";
    private static final String TASK = "dev.weft.internal.task";
    private static final String ENTRY = "dev.weft.abi.entry";
    private static final String HOT = "dev.weft.abi.hot";
    private static final String WAIT = "dev.weft.internal.wait";
    private static final String STREAM = "dev.weft.internal.stream";
    private static final String SYNC = "dev.weft.sync";
    private static final String PRODUCE = "dev.weft.internal.produce";

    /** From the bottom to the top, each with the rooms below it that it may use. */
    private static final List<Room> ROOMS = List.of(
            new Room(PORTS),
            new Room(MANAGEMENT),
            new Room(TRACE),
            new Room(LOOP, PORTS),
            new Room(JFR),
            new Room(OBSERVE, JFR, LOOP, MANAGEMENT, PORTS),
            new Room(ABI, LOOP, TRACE),
            new Room(TASK, ABI, OBSERVE, LOOP, PORTS, TRACE),
            new Room(ENTRY, TASK, ABI),
            new Room(HOT, TASK, ABI),
            new Room(WAIT, TASK, ABI, LOOP),
            new Room(STREAM, WAIT, TASK, ABI, LOOP),
            new Room(SYNC, STREAM, WAIT, TASK, ABI),
            new Room(PRODUCE, SYNC, STREAM, WAIT, TASK, ABI, LOOP));

    /** The classes of {@code dev.weft} that name an implementation: in {@code permits}, and in factories of one line. */
    private static final Set<String> DOORS = Set.of(
            "AsyncStream",
            "Awaiter",
            "ContextCarrier",
            "ContextLocal",
            "Coroutine",
            "EventLoop",
            "Task",
            "TaskGroup",
            "TimeLimit",
            "TimerHandle",
            "Weft");

    private record Room(String name, List<String> below) {
        Room(String name, String... below) {
            this(name, List.of(below));
        }

        ArchRule rule() {
            DescribedPredicate<JavaClass> allowed = resideInAPackage(name)
                    .or(resideInAPackage(FACES))
                    .or(resideInAnyPackage(below.toArray(String[]::new)))
                    .or(DescribedPredicate.not(resideInAPackage("dev.weft..")));
            return classes().that().resideInAPackage(name).should(onlyDependOnClassesThat(allowed));
        }
    }

    @ArchTest
    static void arrowsPointDown(JavaClasses all) {
        ROOMS.forEach(room -> room.rule().check(all));
    }

    @ArchTest
    static void everyPackageIsARoom(JavaClasses all) {
        Set<String> known = new TreeSet<>(Set.of(FACES));
        ROOMS.forEach(room -> known.add(room.name()));
        Set<String> found = new TreeSet<>();
        all.forEach(c -> found.add(c.getPackageName()));
        found.remove(""); // module-info
        assertEquals(known, found);
    }

    @ArchTest
    static final ArchRule ROOMS_HAVE_NO_CYCLES =
            slices().matching("dev.weft.(**)").should().beFreeOfCycles();

    @ArchTest
    static void onlyDoorsNameImplementations(JavaClasses all) {
        Set<String> doors = new TreeSet<>();
        for (JavaClass face : all) {
            if (face.getPackageName().equals(FACES) && named(face).anyMatch(ArchitectureTest::isBehindTheDoors)) {
                doors.add(face.getSimpleName());
            }
        }
        assertEquals(new TreeSet<>(DOORS), doors);
    }

    private static Stream<String> named(JavaClass face) {
        Class<?>[] permitted = face.reflect().getPermittedSubclasses();
        return Stream.concat(
                face.getDirectDependenciesFromSelf().stream()
                        .map(d -> d.getTargetClass().getBaseComponentType().getPackageName()),
                permitted == null ? Stream.empty() : Arrays.stream(permitted).map(Class::getPackageName));
    }

    private static boolean isBehindTheDoors(String room) {
        return !room.equals(FACES) && room.startsWith(FACES) && !room.equals(PORTS) && !room.equals(MANAGEMENT);
    }

    /** What users compile against: internal types are in no signature of it, except as what a sealed type permits. */
    @ArchTest
    static void noPublicSignatureNamesAnInternalType(JavaClasses all) {
        Set<String> found = new TreeSet<>();
        for (JavaClass owner : all) {
            if (!owner.getPackageName().startsWith("dev.weft.internal")
                    && owner.getModifiers().contains(JavaModifier.PUBLIC)) {
                for (JavaCodeUnit unit : owner.getCodeUnits()) {
                    if (isVisible(unit) && names(unit)) {
                        found.add(unit.getFullName());
                    }
                }
            }
        }
        assertEquals(Set.of(), found);
    }

    private static boolean isVisible(JavaCodeUnit unit) {
        Set<JavaModifier> modifiers = unit.getModifiers();
        return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
                && !modifiers.contains(JavaModifier.SYNTHETIC);
    }

    private static boolean names(JavaCodeUnit unit) {
        return Stream.concat(Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream())
                .anyMatch(type -> type.getBaseComponentType().getPackageName().startsWith("dev.weft.internal"));
    }
}
