package dev.weft.maven;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whether a goal of this plugin runs behind what has to run before it, as far as the effective POM tells.
 *
 * <p>Maven runs what the lifecycle binds to a phase first, then plugins in the order of the POM, a parent's before a
 * child's. So a compiler that a module declares behind a plugin that it inherits would write classes that nobody
 * weaves.
 *
 * @param own the plugin that weaves, {@code groupId:artifactId}
 * @param goals all that the POM binds, in its order
 * @param compilers goals that write class files
 */
record WeaveOrder(String own, List<BoundGoal> goals, List<KnownGoal> compilers) {

    static final String WEAVE = "weave";
    static final String WEAVE_TESTS = "weave-tests";

    /** The phases of Maven's default lifecycle between sources and the package. */
    private static final List<String> PHASES = List.of(
            "validate",
            "initialize",
            "generate-sources",
            "process-sources",
            "generate-resources",
            "process-resources",
            "compile",
            "process-classes",
            "generate-test-sources",
            "process-test-sources",
            "generate-test-resources",
            "process-test-resources",
            "test-compile",
            "process-test-classes",
            "test",
            "prepare-package",
            "package");

    /**
     * What is wrong with the place of an execution, and its remedy.
     *
     * @param phase in which it runs
     */
    Optional<String> problem(String execution, String goal, String phase) {
        int at = goals.indexOf(goals.stream()
                .filter(isWeaving(goal).and(bound -> bound.execution().equals(execution)))
                .findFirst()
                .orElse(null));
        if (at < 0) {
            return Optional.empty();
        }
        var self = new Place(goals.get(at).in(phase), at);
        return tooEarly(self).or(() -> jacocoBehind(self)).or(() -> compilerBehind(self));
    }

    private static Optional<String> tooEarly(Place self) {
        var compiled = defaultPhase(self.goal.goal());
        int phase = PHASES.indexOf(self.goal.phase());
        return phase < 0 || phase >= PHASES.indexOf(compiled)
                ? Optional.empty()
                : Optional.of("'" + self.goal.goal() + "' runs in the phase " + self.goal.phase()
                        + ", before there are classes to weave. Its own default is " + compiled
                        + ": leave <phase> out, or give the goal an <execution> of its own");
    }

    private Optional<String> jacocoBehind(Place self) {
        if (!self.goal.goal().equals(WEAVE)) {
            return Optional.empty();
        }
        return places(KnownGoal.JACOCO).filter(self::isBefore).findFirst().map(found -> {
            var other = found.goal;
            return "The execution '" + other.execution() + "' of " + other.artifact() + " (goal " + other.goal()
                    + ") must see the classes before they are woven, but runs behind 'weave'. Give the execution of"
                    + " 'weave' <phase>" + other.phase() + "</phase>, without 'weave-tests' in it, and declare "
                    + other.artifact() + " before " + self.goal.artifact();
        });
    }

    private Optional<String> compilerBehind(Place self) {
        return compilers.stream()
                .filter(known -> known.isOfTests() == self.goal.goal().equals(WEAVE_TESTS))
                .flatMap(this::places)
                .filter(found -> found.goal.phase().equals(self.goal.phase()) && self.isBefore(found))
                .filter(found -> !isWovenBehind(found, self.goal.goal()))
                .findFirst()
                .map(found -> {
                    var other = found.goal;
                    return "The execution '" + other.execution() + "' of " + other.artifact() + " (goal " + other.goal()
                            + ") stands behind '" + self.goal.goal() + "' in the phase " + other.phase()
                            + ", so nobody would weave what it compiles. Declare " + other.artifact() + " before "
                            + self.goal.artifact() + " in the pom.xml of this module, and "
                            + self.goal.artifact() + " once more behind it if it is inherited";
                });
    }

    /** Another execution weaves what the compiler has written, before anybody uses it. */
    private boolean isWovenBehind(Place compiler, String goal) {
        var next = PHASES.indexOf(compiler.goal.phase()) + 1;
        return Stream.iterate(0, i -> i < goals.size(), i -> i + 1)
                .filter(i -> isWeaving(goal).test(goals.get(i)))
                .map(i -> new Place(phased(goals.get(i)), i))
                .anyMatch(weaving -> compiler.isBefore(weaving) && PHASES.indexOf(weaving.goal.phase()) <= next);
    }

    private Predicate<BoundGoal> isWeaving(String goal) {
        return bound -> bound.plugin().equals(own) && bound.goal().equals(goal);
    }

    private static BoundGoal phased(BoundGoal weaving) {
        return weaving.phase().isEmpty() ? weaving.in(defaultPhase(weaving.goal())) : weaving;
    }

    private static String defaultPhase(String goal) {
        return goal.equals(WEAVE) ? "compile" : "test-compile";
    }

    private Stream<Place> places(KnownGoal known) {
        return Stream.iterate(0, i -> i < goals.size(), i -> i + 1)
                .flatMap(i -> known.match(goals.get(i)).map(goal -> new Place(goal, i)).stream());
    }

    /** Where a goal stands: its phase and priority, and its place in the POM. */
    private record Place(BoundGoal goal, int index) {

        boolean isBefore(Place other) {
            if (!goal.phase().equals(other.goal.phase())) {
                int phase = PHASES.indexOf(goal.phase());
                return phase >= 0 && phase < PHASES.indexOf(other.goal.phase());
            }
            return goal.priority() == other.goal.priority()
                    ? index < other.index
                    : goal.priority() < other.goal.priority();
        }
    }
}
