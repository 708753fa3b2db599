import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallyhouse.mining.align.Aligner;
import io.tallyhouse.mining.align.AlignmentResult;
import io.tallyhouse.mining.align.AlignmentResult.Optimal;
import io.tallyhouse.mining.align.HardNets;
import io.tallyhouse.mining.model.AcceptingPetriNet;
import io.tallyhouse.mining.model.AcceptingPetriNet.Arc;
import io.tallyhouse.mining.model.AcceptingPetriNet.Transition;
import io.tallyhouse.mining.model.NetToTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The family of hard nets: each member written as PNML and its traces as XES for other programs, then aligned once, in one thread, by
 * an aligner that knows nothing yet. Arguments: folder to write to, traces of a member, seeds of each size, then the numbers of silent
 * transitions; prints one JSON array.
 */
public final class HardBench {
    private static final double NOISE = 0.2;

    private HardBench() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]));
        List<Map<String, Object>> results = new ArrayList<>();
        for (int i = 3; i < args.length; i++) {
            for (long seed = 1; seed <= Integer.parseInt(args[2]); seed++) {
                results.add(measure(HardNets.member(Integer.parseInt(args[i]), seed, Integer.parseInt(args[1]), NOISE), folder));
            }
        }
        System.out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(results));
    }

    private static Map<String, Object> measure(HardNets.Member member, Path folder) throws Exception {
        Files.writeString(folder.resolve(member.name() + ".pnml"), pnml(member.net()));
        Files.writeString(folder.resolve(member.name() + ".xes"), xes(member.traces()));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("name", member.name());
        result.put("silent", member.net().transitions().stream().filter(t -> t.label() == null).count());
        result.put("transitions", member.net().transitions().size());
        result.put("places", member.net().places().size());
        result.put("block_structured", NetToTree.convert(member.net()).isPresent());
        result.put("traces", member.traces().size());
        result.put("events", member.traces().stream().mapToInt(List::size).sum());
        long start = System.nanoTime();
        Aligner aligner = Aligner.of(member.net(), Aligner.DEFAULT_BUDGET);
        long cost = 0;
        long states = 0;
        long most = 0;
        double slowest = 0;
        int notEvaluated = 0;
        for (List<String> trace : member.traces()) {
            long began = System.nanoTime();
            AlignmentResult aligned = aligner.align(trace);
            slowest = Math.max(slowest, (System.nanoTime() - began) / 1e9);
            long of = aligned instanceof Optimal optimal ? optimal.states() : Aligner.DEFAULT_BUDGET;
            states += of;
            most = Math.max(most, of);
            cost += aligned instanceof Optimal optimal ? optimal.cost() : 0;
            notEvaluated += aligned instanceof Optimal ? 0 : 1;
        }
        result.put("seconds", (System.nanoTime() - start) / 1e9);
        result.put("slowest_trace_seconds", slowest);
        result.put("states", states);
        result.put("most_states_of_a_trace", most);
        result.put("total_cost", cost);
        result.put("not_evaluated", notEvaluated);
        return result;
    }

    private static String xes(List<List<String>> traces) {
        StringBuilder xes = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log xes.version=\"1.0\">\n");
        for (int i = 0; i < traces.size(); i++) {
            xes.append("<trace><string key=\"concept:name\" value=\"").append(i).append("\"/>\n");
            for (int event = 0; event < traces.get(i).size(); event++) {
                xes.append("<event><string key=\"concept:name\" value=\"").append(traces.get(i).get(event));
                xes.append("\"/><date key=\"time:timestamp\" value=\"2026-01-01T%02d:%02d:00+00:00\"/></event>\n"
                        .formatted(event / 60, event % 60));
            }
            xes.append("</trace>\n");
        }
        return xes.append("</log>\n").toString();
    }

    private static String pnml(AcceptingPetriNet net) {
        StringBuilder pnml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<pnml><net id=\"net\""
                + " type=\"http://www.pnml.org/version-2009/grammar/pnmlcoremodel\"><page id=\"page\">\n");
        StringBuilder last = new StringBuilder();
        for (int p = 0; p < net.places().size(); p++) {
            String id = net.places().get(p);
            pnml.append("<place id=\"%s\"><name><text>%s</text></name>".formatted(id, id));
            if (net.initial().tokens(p) > 0) {
                pnml.append("<initialMarking><text>%d</text></initialMarking>".formatted(net.initial().tokens(p)));
            }
            pnml.append("</place>\n");
            if (net.finalMarking().tokens(p) > 0) {
                last.append("<place idref=\"%s\"><text>%d</text></place>".formatted(id, net.finalMarking().tokens(p)));
            }
        }
        int arcs = 0;
        for (Transition t : net.transitions()) {
            pnml.append("<transition id=\"%s\"><name><text>%s</text></name>".formatted(t.id(), t.label() == null ? t.id() : t.label()));
            pnml.append(t.label() == null ? "<toolspecific tool=\"ProM\" version=\"6.4\" activity=\"$invisible$\"/>" : "");
            pnml.append("</transition>\n");
            for (Arc arc : t.inputs()) {
                pnml.append(arc(arcs++, net.places().get(arc.place()), t.id()));
            }
            for (Arc arc : t.outputs()) {
                pnml.append(arc(arcs++, t.id(), net.places().get(arc.place())));
            }
        }
        return pnml.append("</page><finalmarkings><marking>").append(last).append("</marking></finalmarkings></net></pnml>\n").toString();
    }

    private static String arc(int number, String from, String to) {
        return "<arc id=\"arc%d\" source=\"%s\" target=\"%s\"/>\n".formatted(number, from, to);
    }
}
