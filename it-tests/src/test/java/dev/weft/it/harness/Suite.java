package dev.weft.it.harness;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** All targets of this module as dynamic tests: one container a class and a method, one test a family of scripts. */
public final class Suite {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ClassFiles unwoven;
    private final ClassLoader twins;

    /** The targets as the compiler of the build wrote them. */
    public Suite() {
        this(ClassFiles.unwovenTargets());
    }

    /** The targets as another compiler wrote them. */
    public Suite(ClassFiles unwoven) {
        this.unwoven = unwoven;
        twins = unwoven.each(TwinForm::of).loader("twins");
    }

    /** The class files as the compiler wrote them. */
    public ClassFiles unwoven() {
        return unwoven;
    }

    /** The targets, as twins. */
    public List<Target> targets() {
        return unwoven.byName().keySet().stream()
                .flatMap(name -> targetsOf(name).stream())
                .toList();
    }

    private List<Target> targetsOf(String internalName) {
        try {
            return Target.of(Class.forName(internalName.replace('/', '.'), false, twins));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    public Stream<DynamicNode> tests(Form form) {
        return unwoven.byName().keySet().stream().flatMap(name -> container(form, name).stream());
    }

    private List<DynamicNode> container(Form form, String internalName) {
        var flat = HotForm.flatMethods(unwoven.byName().get(internalName));
        var methods = new ArrayList<DynamicNode>();
        for (var target : targetsOf(internalName)) {
            if (form.accepts(target)) {
                methods.add(families(form, target, flat.contains(target.name())));
            }
        }
        String name = internalName.substring(internalName.lastIndexOf('/') + 1);
        return methods.isEmpty() ? List.of() : List.of(dynamicContainer(name, methods));
    }

    private static DynamicContainer families(Form form, Target twin, boolean flat) {
        Differential differential;
        try {
            differential = new Differential(form, twin, !form.isHot() || flat);
            return dynamicContainer(
                    twin.name(),
                    differential.families().entrySet().stream()
                            .map(f -> family(twin, f.getKey(), differential, f.getValue())));
        } catch (Throwable t) {
            return dynamicContainer(twin.name(), List.of(dynamicTest("loads", () -> {
                throw new AssertionError(twin + " (" + form.name() + ")", t);
            })));
        }
    }

    private static DynamicTest family(Target twin, String name, Differential differential, List<Script> scripts) {
        return dynamicTest(
                twin.name() + ": " + name, () -> assertTimeoutPreemptively(LIMIT, () -> differential.check(scripts)));
    }
}
