package dev.weft.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;

/**
 * A goal of a plugin that the build binds to a phase.
 *
 * @param plugin {@code groupId:artifactId}
 * @param execution the id of the execution in the POM
 * @param goal its name, without a prefix
 * @param phase the phase that the POM gives it; empty if it runs in the goal's own default phase
 * @param priority of several in one phase the lower runs first; what the lifecycle binds is below 0, all else is 0
 */
record BoundGoal(String plugin, String execution, String goal, String phase, int priority) {

    /** All goals of these plugins in the order of the effective POM, in which Maven runs those of one phase and priority. */
    static List<BoundGoal> of(List<Plugin> plugins) {
        var goals = new ArrayList<BoundGoal>();
        for (var plugin : plugins) {
            for (var execution : plugin.getExecutions()) {
                for (var goal : execution.getGoals()) {
                    goals.add(of(plugin, execution, goal));
                }
            }
        }
        return goals;
    }

    private static BoundGoal of(Plugin plugin, PluginExecution execution, String goal) {
        var phase = execution.getPhase() == null ? "" : execution.getPhase();
        return new BoundGoal(plugin.getKey(), execution.getId(), goal, phase, execution.getPriority());
    }

    BoundGoal in(String effectivePhase) {
        return new BoundGoal(plugin, execution, goal, effectivePhase, priority);
    }

    String artifact() {
        return plugin.substring(plugin.indexOf(':') + 1);
    }
}
