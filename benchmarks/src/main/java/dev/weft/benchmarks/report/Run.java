package dev.weft.benchmarks.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run of JMH on one JDK.
 *
 * @param jdk name and version of the JVM
 * @param how forks and iterations
 * @param results in the order of the file
 */
public record Run(String jdk, String how, List<Result> results) {

    public static Run read(Path json) throws IOException {
        JsonArray all = JsonParser.parseString(Files.readString(json)).getAsJsonArray();
        JsonObject first = all.get(0).getAsJsonObject();
        var results = new ArrayList<Result>();
        all.forEach(one -> results.add(result(one.getAsJsonObject())));
        return new Run("JDK " + text(first, "jdkVersion") + " (" + text(first, "vmName") + ")", how(first), results);
    }

    private static String how(JsonObject one) {
        return text(one, "forks") + " forks, each with " + text(one, "warmupIterations") + " × "
                + text(one, "warmupTime") + " of warm-up and " + text(one, "measurementIterations") + " × "
                + text(one, "measurementTime");
    }

    private static Result result(JsonObject one) {
        String name = text(one, "benchmark");
        int method = name.lastIndexOf('.') + 1;
        int type = name.lastIndexOf('.', method - 2) + 1;
        Map<String, String> parameters = new TreeMap<>();
        if (one.has("params")) {
            one.getAsJsonObject("params")
                    .entrySet()
                    .forEach(p -> parameters.put(p.getKey(), p.getValue().getAsString()));
        }
        JsonObject time = one.getAsJsonObject("primaryMetric");
        JsonElement bytes = one.getAsJsonObject("secondaryMetrics").get("gc.alloc.rate.norm");
        return new Result(
                name.substring(type, method - 1),
                parameters,
                name.substring(method),
                time.get("score").getAsDouble(),
                number(time.get("scoreError")),
                bytes == null
                        ? Double.NaN
                        : bytes.getAsJsonObject().get("score").getAsDouble());
    }

    /** JMH writes NaN as text. */
    private static double number(JsonElement element) {
        return Double.parseDouble(element.getAsString());
    }

    private static String text(JsonObject object, String name) {
        return object.get(name).getAsString();
    }
}
