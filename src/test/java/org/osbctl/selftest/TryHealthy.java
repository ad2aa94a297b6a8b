package org.osbctl.selftest;
import java.util.*; import java.util.concurrent.*;
import org.osbctl.conform.*; import org.osbctl.mock.MockOptions.Mode; import org.osbctl.spec.*;
public class TryHealthy { public static void main(String[] a) throws Exception {
  var seen = new TreeMap<String,Integer>(); var pool=Executors.newFixedThreadPool(2); var l=new ArrayList<Future<String>>(); long t=System.nanoTime();
  for (var m: Mode.values()) for (var v: ApiVersion.values()) for (var p : List.of("mock-database/small","mock-database/large","mock-cluster/small","mock-mailer","mock-vault/rotating","mock-vault/app-bound","mock-vault/sealed","mock-log-drain","mock-router/proxied","mock-router/out-of-band","mock-volume")) l.add(pool.submit(() -> { long s=System.nanoTime(); var r=new Trial(List.of(),m,v,Optional.of(p)).run(); synchronized(seen){ for (var q: r.requirements()) if(q.seen()>0) seen.merge(q.requirement().id(),q.seen(),Integer::sum);} var x=Trial.violations(r); return (x.isEmpty() && r.blockers().isEmpty() && r.leftBehind().isEmpty())?"": m+" "+v+" "+p+" "+x+" "+r.blockers()+r.leftBehind()+" "+(System.nanoTime()-s)/1000000+"ms "+r.requests(); }));
  for (var f: l) { var s=f.get(); if(!s.isEmpty()) System.out.println(s);} pool.shutdown();
  System.out.println(l.size()+" runs "+(System.nanoTime()-t)/1000000+" ms"); 
  var ids=new TreeSet<String>(org.osbctl.lifecycle.Lifecycle.requirements()); org.osbctl.rules.RuleBook.standard().forEach(r->ids.addAll(r.requirements())); ids.removeAll(seen.keySet()); System.out.println("never seen: "+ids);
}}
