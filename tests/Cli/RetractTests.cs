using Presage.Tests.Cli.Support;

namespace Presage.Tests.Cli;

/// <summary>Records are taken back when somebody has agreed to it, and are still known as of before.</summary>
public sealed class RetractTests(Plant plant)
{
    [Fact]
    public async Task Failures_of_a_machine_are_taken_back()
    {
        using var presage = await plant.CopyAsync();

        (await presage.RunAsync("retract plant --machine 1 --kind failures")).Failed(2, "This would take back");
        var done = (await presage.RunAsync("retract plant --machine 1 --kind failures --reason mistaken --yes")).Done();

        done.Out.ShouldContain("Took back");
        done.Out.ShouldContain("trained on the data set before this");
        (await presage.RunAsync("retract plant --machine 1 --kind failures --yes")).Done().Out.ShouldBe("There are no such records.\n");
        var run = (await presage.RunAsync("runs list --kind retract --json")).Done().FirstRun;
        (await presage.RunAsync($"runs show {run}")).Done().Out.ShouldContain("failures");
        (await presage.RunAsync($"runs retry {run}")).Failed(1, "succeeded");
    }

    [Fact]
    public async Task Whoever_says_no_keeps_them()
    {
        using var presage = await plant.CopyAsync("n");

        (await presage.RunAsync("retract plant --kind errors")).Failed(1, "Nothing was taken back.");
    }

    [Fact]
    public async Task A_script_gets_a_document()
    {
        using var presage = await plant.CopyAsync();

        var done = (await presage.RunAsync("retract plant --kind errors --from 2015-01-01 --to 2015-02-01 --yes --json")).Done().Document;

        done.GetProperty("records")[0].GetProperty("recordKind").GetString().ShouldBe("errors");
        done.GetProperty("records")[0].GetProperty("records").GetInt64().ShouldBeGreaterThan(0);
        done.GetProperty("run").GetString().ShouldStartWith("retract-");
    }

    [Fact]
    public async Task A_file_of_another_plant_is_taken_back()
    {
        using var presage = await plant.CopyAsync();
        var rows = Enumerable.Range(0, 24).Select(hour => $"2015-03-31 {hour:00}:30:00,{1 + hour % 2},170,450,100,40\n");
        var file = presage.Write("telemetry-wrong.csv", "datetime,machineID,volt,rotate,pressure,vibration\n" + string.Concat(rows));
        (await presage.RunAsync("ingest", "plant", file)).Done();

        var plan = await presage.RunAsync("retract plant --file telemetry-wrong.csv");
        var done = (await presage.RunAsync("retract", "plant", "--source", presage.Root, "--file", file, "--yes")).Done();

        plan.Failed(2, "This would take back 24 readings of the data set plant.");
        done.Out.ShouldContain("Took back 24 readings of the data set plant.");
        (await presage.RunAsync("datasets show plant --json")).Done().Document.GetProperty("dataset").GetProperty("records")
            .GetProperty("telemetry").GetProperty("records").GetInt64().ShouldBe(43_220);
        (await presage.RunAsync("retract plant --run none --yes")).Failed(1, "There is no run 'none'");
    }

    [Fact]
    public async Task Which_records_are_meant_has_to_be_said()
    {
        using var presage = await plant.CopyAsync();

        (await presage.RunAsync("retract plant --yes")).Failed(2, "Which records are meant is not said");
        (await presage.RunAsync("retract plant --file failurs.csv --yes")).Failed(1, "PdM_failures.csv");
        (await presage.RunAsync("retract plant --kind failure --yes")).Failed(2, "failure");
    }
}
