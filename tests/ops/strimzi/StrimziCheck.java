import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Reads manifests from stdin with the classes that Strimzi's operators read them with, and refuses every field that
 * these do not know (they keep unknown ones aside instead of refusing them). Prints how many it read; exit 1 on faults.
 */
public final class StrimziCheck {
    private static final Map<String, String> MODELS = Map.of(
            "Kafka", "io.strimzi.api.kafka.model.kafka.Kafka",
            "KafkaNodePool", "io.strimzi.api.kafka.model.nodepool.KafkaNodePool",
            "KafkaTopic", "io.strimzi.api.kafka.model.topic.KafkaTopic",
            "KafkaUser", "io.strimzi.api.kafka.model.user.KafkaUser");

    private static int faults = 0;

    public static void main(String[] arguments) throws Exception {
        YAMLFactory yaml = new YAMLFactory();
        ObjectMapper mapper = new ObjectMapper(yaml);
        int read = 0;
        try (MappingIterator<JsonNode> documents = mapper.readerFor(JsonNode.class).readValues(yaml.createParser(System.in))) {
            while (documents.hasNext()) {
                JsonNode document = documents.next();
                String version = document.path("apiVersion").asText();
                if (!version.startsWith("kafka.strimzi.io/")) {
                    continue;
                }
                String name = document.path("kind").asText() + "/" + document.path("metadata").path("name").asText();
                String model = MODELS.get(document.path("kind").asText());
                if (model == null) {
                    fault(name + ": no such kind");
                    continue;
                }
                try {
                    Object resource = mapper.treeToValue(document, Class.forName(model));
                    walk(name, resource.getClass().getMethod("getSpec").invoke(resource));
                    read++;
                } catch (com.fasterxml.jackson.core.JsonProcessingException wrong) {
                    fault(name + ": " + wrong.getOriginalMessage());
                }
            }
        }
        System.out.println(read);
        System.exit(faults == 0 ? 0 : 1);
    }

    private static void walk(String path, Object value) throws Exception {
        if (value instanceof Collection<?> items) {
            int index = 0;
            for (Object item : items) {
                walk(path + "[" + index++ + "]", item);
            }
        } else if (value != null && value.getClass().getName().startsWith("io.strimzi.") && !value.getClass().isEnum()) {
            for (Method method : value.getClass().getMethods()) {
                String name = method.getName();
                boolean getter = name.startsWith("get") && method.getParameterCount() == 0 && !name.equals("getClass");
                if (getter && name.equals("getAdditionalProperties")) {
                    Map<?, ?> unknown = (Map<?, ?>) method.invoke(value);
                    Set<?> names = unknown == null ? Set.of() : unknown.keySet();
                    for (Object field : names) {
                        fault(path + ": unknown field " + field);
                    }
                } else if (getter) {
                    walk(path + "." + name.substring(3), method.invoke(value));
                }
            }
        }
    }

    private static void fault(String told) {
        faults++;
        System.err.println(told);
    }
}
