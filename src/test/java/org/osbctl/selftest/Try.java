package org.osbctl.selftest;
import java.util.*; import java.util.concurrent.*; import java.util.stream.*;
import org.osbctl.mock.fault.*;
import org.osbctl.conform.*;
public class Try {
  public static void main(String[] a) throws Exception {
    var faults = new ArrayList<>(Faults.bundled().faults()); var quirks = Faults.bundled().quirks(); faults.addAll(quirks);
    if (a.length > 0 && a[0].equals("quirks")) faults = new ArrayList<>(quirks);
    else if (a.length > 0) faults.removeIf(f -> Arrays.stream(a).noneMatch(x -> f.name().matches(x)));
    var pool = Executors.newFixedThreadPool(2); var out = new LinkedHashMap<Fault, Future<String>>();
    for (var f : faults) out.put(f, pool.submit(() -> one(f)));
    int bad=0; long t=System.nanoTime();
    for (var e : out.entrySet()) { String s; try { s=e.getValue().get(); } catch (ExecutionException x) { s="CRASH "+e.getKey().name()+" "+x.getCause(); x.getCause().printStackTrace(System.out);} if (!s.isEmpty()) { bad++; System.out.println(s); } }
    pool.shutdown();
    System.out.println(faults.size()+" faults, "+bad+" bad, "+(System.nanoTime()-t)/1000000+" ms");
  }
  static String one(Fault f) {
    long t=System.nanoTime();
    var r = Trial.of(f).run(); var v = Trial.violations(r); long ms=(System.nanoTime()-t)/1000000;
    var missing = new TreeSet<>(f.violates()); missing.removeAll(v.keySet());
    var extra = new TreeMap<>(v); extra.keySet().removeAll(f.violates()); extra.keySet().removeAll(f.also());
    var unusedAlso = new TreeSet<>(f.also()); unusedAlso.removeAll(v.keySet());
    boolean blocked = !r.blockers().isEmpty() || r.count(Verdict.BLOCKED)>0;
    boolean ok = missing.isEmpty() && extra.isEmpty() && (!f.blocks() || blocked) && (f.blocks() || !blocked);
    var sb=new StringBuilder();
    if (ok && unusedAlso.isEmpty() && ms<3000) return "";
    sb.append("## ").append(f.name()).append(ok?" (ok)":"").append(" ").append(f.shows()).append(" ").append(r.requests()).append(" requests ").append(ms).append(" ms\n");
    if(!missing.isEmpty()) { sb.append("  MISSING ").append(missing).append("\n"); for (var q: r.requirements()) if (missing.contains(q.requirement().id())) sb.append("     ").append(q.requirement().id()).append(" ").append(q.verdict()).append(" seen ").append(q.seen()).append(" ").append(q.reason()).append(q.findings().isEmpty()?"":q.findings().getFirst().violation().because()).append("\n"); }
    extra.forEach((k,w)->sb.append("  EXTRA ").append(k).append(": ").append(w).append("\n"));
    if(!unusedAlso.isEmpty()) sb.append("  unused also ").append(unusedAlso).append("\n");
    if (f.blocks()!=blocked) sb.append("  blocked ").append(blocked).append(" ").append(r.blockers()).append(r.requirements().stream().filter(q->q.verdict()==Verdict.BLOCKED).map(q->q.requirement().id()).toList()).append("\n");
    if(!r.leftBehind().isEmpty()) sb.append("  left ").append(r.leftBehind()).append("\n");
    return sb.toString().stripTrailing();
  }
}
