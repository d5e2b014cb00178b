using System.Collections.ObjectModel;
using Presage.Jobs.Decisions;
using Presage.Jobs.Definitions;
using Presage.Jobs.Reading;
using Presage.Storage;

namespace Presage.Tests.Jobs.Decisions;

/// <summary>One job run and what its steps do, in memory.</summary>
internal sealed class Runner
{
    private static readonly IReadOnlyDictionary<string, string> s_none = ReadOnlyDictionary<string, string>.Empty;

    public Runner(string steps, string parameters = "{}")
    {
        Definition = JobReader.Read($"job: nightly\nparameters: {parameters}\nsteps:\n{steps}\n", "test");
        Run = NewJobRun.Of(
            Definition, 1, "nightly-1", NewJobRun.Person, "A test.", null, Now.AddHours(-12), Now, new Dictionary<string, string>(), Now);
    }

    public DateTime Now { get; set; } = World.Utc("2026-01-01 12:00");

    public JobDefinition Definition { get; }

    public JobRun Run { get; set; }

    public Dictionary<string, WorkState> Works { get; } = [];

    public List<StepStart> Started { get; } = [];

    public List<string> Cancelled { get; } = [];

    public string States => string.Join(
        " ", Run.Steps.Select(step => $"{step.Step}{(step.Item is null ? "" : $"[{step.Item}]")}:{step.State}"));

    public StepRun this[string step] => Run.Steps.Single(one => one.Step == step);

    /// <summary>Decides until nothing changes; what is started is running from then on.</summary>
    public Runner Look()
    {
        for (var n = 0; ; n++)
        {
            n.ShouldBeLessThan(100);
            var decision = RunDecisions.Decide(Definition, Run, Works, Now);
            foreach (var start in decision.Start)
                Works.TryAdd(start.Run, new(RunState.Running, null, s_none, s_none));
            Started.AddRange(decision.Start);
            Cancelled.AddRange(decision.Cancel);
            if (!decision.Changes)
                return this;
            Run = decision.Run;
            if (Run.EndedAt is null)
                Run.LooksAt.ShouldNotBeNull().ShouldBeGreaterThan(Now);
            else
                Run.LooksAt.ShouldBeNull();
        }
    }

    public Runner After(TimeSpan time)
    {
        Now += time;
        return Look();
    }

    public Runner Succeed(string run, params (string Name, string Value)[] outputs) => End(run, RunState.Succeeded, null, outputs);

    public Runner Fail(string run, string why = "The disk is full.") => End(run, RunState.Failed, why, []);

    public Runner End(string run, RunState state, string? why, (string Name, string Value)[] outputs)
    {
        Works.ShouldContainKey(run);
        Works[run] = new(state, why, outputs.ToDictionary(output => output.Name, output => output.Value), s_none);
        return Look();
    }
}
