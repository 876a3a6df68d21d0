package dev.weft.benchmarks.process;

import dev.weft.EventLoop;
import java.util.Locale;
import java.util.TreeMap;
import org.openjdk.jol.info.ClassLayout;
import org.openjdk.jol.info.GraphLayout;

/**
 * Prints what a task weighs that sleeps: which objects of which class its loop has more for each task, and the fields of
 * those that are Weft's. Not a test: {@code benchmarks/README.md} has the command and what it printed.
 */
final class ParkedTask {
    private static final int TASKS = 10_000;

    private ParkedTask() {}

    public static void main(String[] arguments) {
        // a first task loads all classes and makes what a loop has once
        GraphLayout one = loopWith(1);
        GraphLayout many = loopWith(TASKS + 1);
        var classes = new TreeMap<String, double[]>();
        for (var type : many.getClasses()) {
            double count =
                    many.getClassCounts().count(type) - one.getClassCounts().count(type);
            double size = many.getClassSizes().count(type) - one.getClassSizes().count(type);
            if (count / TASKS > 0.001 || size / TASKS > 0.1) {
                classes.put(type.getName(), new double[] {count / TASKS, size / TASKS});
            }
        }
        System.out.printf("%8s %8s  for each of %,d sleeping tasks%n", "objects", "bytes", TASKS);
        classes.forEach(
                (name, figures) -> System.out.printf(Locale.ROOT, "%8.3f %8.1f  %s%n", figures[0], figures[1], name));
        System.out.printf(
                Locale.ROOT, "%8s %8.1f  in all%n%n", "", (double) (many.totalSize() - one.totalSize()) / TASKS);
        many.getClasses().stream()
                .filter(type ->
                        classes.containsKey(type.getName()) && type.getName().startsWith("dev.weft."))
                .forEach(type -> System.out.println(ClassLayout.parseClass(type).toPrintable()));
    }

    /** All that can be reached from a loop while this many tasks sleep. */
    private static GraphLayout loopWith(int tasks) {
        try (var loop = EventLoop.create()) {
            var layout = new GraphLayout[1];
            loop.runUntilComplete(WeftSleepers.parked(tasks, () -> layout[0] = GraphLayout.parseInstance(loop)));
            return layout[0];
        }
    }
}
