package dev.trustverifier.examples.webhook.review;

import dev.trustverifier.examples.webhook.json.JsonValue;
import dev.trustverifier.examples.webhook.json.MalformedJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An object that may run images: a Pod, anything with a template of one where Kubernetes' own kinds have it, or the
 * list of ephemeral containers that older API servers send. Found by shape and not by kind, so that custom kinds of the
 * same shape are no way around.
 *
 * @param object the object
 */
record Workload(JsonValue object) {
  private static final List<List<String>> POD_SPECS =
      List.of(
          List.of(),
          List.of("spec"),
          List.of("template", "spec"),
          List.of("spec", "template", "spec"),
          List.of("spec", "jobTemplate", "spec", "template", "spec"));
  private static final List<String> CONTAINERS = List.of("containers", "initContainers", "ephemeralContainers");
  private static final Set<String> WANTED =
      Set.of(
          "apiVersion", "kind", "request", "uid", "object", "oldObject", "metadata", "spec", "template", "jobTemplate",
          "containers", "initContainers", "ephemeralContainers", "volumes", "image", "reference", "name", "namespace",
          "annotations", "operation", "dryRun", "subResource", "ownerReferences", "deletionTimestamp");

  /** Which members of a review say anything about images; most of what is sent does not. */
  static boolean isWanted(String parent, String name) {
    return WANTED.contains(name) || parent.equals("annotations");
  }

  /** Every place that names an image; a template may leave one open. */
  List<ImageSite> sites() throws MalformedJson {
    List<ImageSite> sites = new ArrayList<>();
    for (List<String> path : POD_SPECS) {
      JsonValue pod = object.at(path);
      String pointer = path.stream().map(name -> "/" + name).collect(Collectors.joining());
      for (String list : CONTAINERS) {
        addContainers(pod.get(list), pointer + "/" + list, sites);
      }
      addVolumes(pod.get("volumes"), pointer + "/volumes", sites);
    }
    return sites;
  }

  private static void addContainers(JsonValue containers, String pointer, List<ImageSite> sites)
      throws MalformedJson {
    List<JsonValue> all = containers.elements();
    for (int i = 0; i < all.size(); i++) {
      String label = all.get(i).get("name").text().orElse("");
      add(all.get(i).get("image"), new ImageSite(pointer + "/" + i + "/image", label, ""), sites);
    }
  }

  private static void addVolumes(JsonValue volumes, String pointer, List<ImageSite> sites) throws MalformedJson {
    List<JsonValue> all = volumes.elements();
    for (int i = 0; i < all.size(); i++) {
      JsonValue reference = all.get(i).get("image").get("reference");
      String label = "volume/" + all.get(i).get("name").text().orElse("");
      add(reference, new ImageSite(pointer + "/" + i + "/image/reference", label, ""), sites);
    }
  }

  private static void add(JsonValue image, ImageSite site, List<ImageSite> sites) throws MalformedJson {
    Optional<String> text = image.text();
    if (text.isPresent() && !text.get().isEmpty()) {
      sites.add(new ImageSite(site.pointer(), site.label(), text.get()));
    }
  }

  Set<String> images() throws MalformedJson {
    return sites().stream().map(ImageSite::image).collect(Collectors.toSet());
  }

  boolean isBeingDeleted() throws MalformedJson {
    return !object.get("metadata").get("deletionTimestamp").isMissing();
  }

  String uid() throws MalformedJson {
    return object.get("metadata").get("uid").text().orElse("");
  }

  List<String> owners() throws MalformedJson {
    List<String> owners = new ArrayList<>();
    for (JsonValue owner : object.get("metadata").get("ownerReferences").elements()) {
      owner.get("uid").text().ifPresent(owners::add);
    }
    return owners;
  }

  /** An annotation of the object, or of the pods that it is a template of. */
  Optional<String> annotation(String name) throws MalformedJson {
    Optional<String> own = annotations().get(name).text();
    for (List<String> path : POD_SPECS) {
      if (own.isEmpty() && path.size() > 1) {
        List<String> template = path.subList(0, path.size() - 1);
        own = object.at(template).get("metadata").get("annotations").get(name).text();
      }
    }
    return own.filter(text -> !text.isBlank());
  }

  JsonValue annotations() throws MalformedJson {
    return object.get("metadata").get("annotations");
  }
}
