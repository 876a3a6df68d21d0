package dev.weft.maven;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A goal of another plugin that has to run before classes are woven.
 *
 * @param plugin {@code groupId:artifactId}
 * @param phase in which it runs unless the POM says otherwise
 */
record KnownGoal(String plugin, String goal, String phase) {

    private static final String MAIN = "compile";
    private static final String TEST = "test-compile";

    /**
     * The compilers that are known; docs/guide/build-tools.md has this list, too. The compiler of Groovy-Eclipse is one of
     * maven-compiler-plugin.
     */
    static final List<KnownGoal> COMPILERS = List.of(
            new KnownGoal("org.apache.maven.plugins:maven-compiler-plugin", "compile", MAIN),
            new KnownGoal("org.apache.maven.plugins:maven-compiler-plugin", "testCompile", TEST),
            new KnownGoal("org.jetbrains.kotlin:kotlin-maven-plugin", "compile", MAIN),
            new KnownGoal("org.jetbrains.kotlin:kotlin-maven-plugin", "test-compile", TEST),
            new KnownGoal("net.alchim31.maven:scala-maven-plugin", "compile", MAIN),
            new KnownGoal("net.alchim31.maven:scala-maven-plugin", "testCompile", TEST),
            new KnownGoal("org.codehaus.gmavenplus:gmavenplus-plugin", "compile", MAIN),
            new KnownGoal("org.codehaus.gmavenplus:gmavenplus-plugin", "compileTests", TEST),
            new KnownGoal("org.codehaus.mojo:aspectj-maven-plugin", "compile", MAIN),
            new KnownGoal("org.codehaus.mojo:aspectj-maven-plugin", "test-compile", TEST),
            new KnownGoal("dev.aspectj:aspectj-maven-plugin", "compile", MAIN),
            new KnownGoal("dev.aspectj:aspectj-maven-plugin", "test-compile", TEST));

    /** Reads the classes and remembers them, so it must see them as the compiler wrote them. */
    static final KnownGoal JACOCO = new KnownGoal("org.jacoco:jacoco-maven-plugin", "instrument", "process-classes");

    /**
     * A goal that a user names.
     *
     * @param text {@code groupId:artifactId:goal}; a goal whose name has "test" in it compiles test classes
     * @throws IllegalArgumentException if it has another form
     */
    static KnownGoal parse(String text) {
        int goal = text.lastIndexOf(':');
        if (!text.matches("[^:\\s]+:[^:\\s]+:[^:\\s]+")) {
            throw new IllegalArgumentException("'" + text + "' is not of the form groupId:artifactId:goal");
        }
        var name = text.substring(goal + 1);
        return new KnownGoal(
                text.substring(0, goal), name, name.toLowerCase(Locale.ROOT).contains("test") ? TEST : MAIN);
    }

    /** Whether it writes test classes, as opposed to main ones. */
    boolean isOfTests() {
        return phase.equals(TEST);
    }

    /** The bound goal with its phase, if it is this one. */
    Optional<BoundGoal> match(BoundGoal bound) {
        return bound.plugin().equals(plugin) && bound.goal().equals(goal)
                ? Optional.of(bound.phase().isEmpty() ? bound.in(phase) : bound)
                : Optional.empty();
    }
}
