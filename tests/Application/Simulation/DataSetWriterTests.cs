using System.Globalization;
using Presage.Application.Simulation;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Engine.Scenarios;
using Presage.Engine.Simulation;
using Presage.Scenarios;

namespace Presage.Tests.Application.Simulation;

public sealed class DataSetWriterTests : IDisposable
{
    private static readonly Scenario s_scenario = ScenarioCatalog.Read("azure-pdm");

    private readonly string _directory = Path.Combine(Path.GetTempPath(), "presage-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task The_five_files_have_the_names_and_columns_of_the_public_data()
    {
        var summary = await Write(_directory, machines: 3, days: 30);

        Directory.GetFiles(_directory).Select(Path.GetFileName).Order().ShouldBe(
            ["PdM_errors.csv", "PdM_failures.csv", "PdM_machines.csv", "PdM_maint.csv", "PdM_telemetry.csv"]);
        Lines("PdM_telemetry.csv")[0].ShouldBe("datetime,machineID,volt,rotate,pressure,vibration");
        Lines("PdM_errors.csv")[0].ShouldBe("datetime,machineID,errorID");
        Lines("PdM_maint.csv")[0].ShouldBe("datetime,machineID,comp");
        Lines("PdM_failures.csv")[0].ShouldBe("datetime,machineID,failure");
        Lines("PdM_machines.csv")[0].ShouldBe("machineID,model,age");
        Lines("PdM_machines.csv").Skip(1).ShouldAllBe(line => line.Contains(",model"));
        (Lines("PdM_telemetry.csv").Length - 1).ShouldBe((int)summary.Readings);
        (Lines("PdM_errors.csv").Length - 1).ShouldBe((int)summary.Errors);
        (Lines("PdM_maint.csv").Length - 1).ShouldBe((int)summary.Replacements);
        (Lines("PdM_failures.csv").Length - 1).ShouldBe((int)summary.Failures);
        summary.Readings.ShouldBe(3 * 721);
    }

    [Fact]
    public async Task Readings_are_those_of_the_simulator_with_twelve_decimals()
    {
        await Write(_directory, machines: 2, days: 20);

        var lines = Lines("PdM_telemetry.csv").Skip(1).Select(line => line.Split(',')).ToArray();
        lines[0][0].ShouldBe("2015-01-01 06:00:00");
        lines[480][0].ShouldBe("2015-01-21 06:00:00");
        for (var machine = 1; machine <= 2; machine++)
        {
            var history = MachineSimulator.Simulate(s_scenario, 5, machine, 20);
            for (var reading = 0; reading < 481; reading++)
            {
                var line = lines[((machine - 1) * 481) + reading];
                line[1].ShouldBe(machine.ToString());
                for (var sensor = 0; sensor < 4; sensor++)
                {
                    line[2 + sensor][^13].ShouldBe('.');
                    double.Parse(line[2 + sensor], CultureInfo.InvariantCulture).ShouldBe(history.Sensors[sensor][reading], 1e-12);
                }
            }
        }
    }

    [Theory]
    [InlineData(-20, 20)]           // also negative numbers and zeros
    [InlineData(-1e-12, 1e-12)]
    [InlineData(8_999_990, 9_000_010)]
    [InlineData(1e17, 2e17)]        // beyond 64 bits with twelve decimals
    public async Task Numbers_of_any_size_are_written(double low, double high)
    {
        var simulation = s_scenario.Simulation! with
        {
            Sensors = [.. s_scenario.Sensors.Select(_ => new SimulatedSensor((low + high) / 2, high - low))],
        };
        var scenario = s_scenario with
        {
            Simulation = simulation,
            Sensors = [.. s_scenario.Sensors.Select(sensor => sensor with { Minimum = low, Maximum = high })],
        };

        await Write(_directory, machines: 1, days: 10, scenario: scenario);

        var history = MachineSimulator.Simulate(scenario, 5, 1, 10);
        var lines = Lines("PdM_telemetry.csv").Skip(1).Select(line => line.Split(',')).ToArray();
        for (var reading = 0; reading < lines.Length; reading++)
            double.Parse(lines[reading][2], CultureInfo.InvariantCulture).ShouldBe(history.Sensors[0][reading], 1e-12 + (1e-15 * high));
    }

    [Fact]
    public async Task Events_are_ordered_by_machine_time_and_code()
    {
        await Write(_directory, machines: 12, days: 60);

        foreach (var file in new[] { "PdM_errors.csv", "PdM_maint.csv", "PdM_failures.csv" })
        {
            var records = Lines(file).Skip(1).Select(line => line.Split(',')).Select(row => (int.Parse(row[1]), row[0], row[2])).ToList();
            records.ShouldBe(records.Order());
            records.ShouldBeUnique();
        }
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_on_any_number_of_threads()
    {
        await Write(Path.Combine(_directory, "one"), machines: 7, days: 10, threads: 1);
        await Write(Path.Combine(_directory, "four"), machines: 7, days: 10, threads: 4);

        foreach (var file in Directory.GetFiles(Path.Combine(_directory, "one")))
            File.ReadAllBytes(file.Replace("one", "four")).ShouldBe(File.ReadAllBytes(file));
    }

    [Fact]
    public async Task A_data_set_that_is_there_is_not_overwritten()
    {
        Directory.CreateDirectory(_directory);
        await File.WriteAllTextAsync(Path.Combine(_directory, "maint.csv"), "mine", TestContext.Current.CancellationToken);

        var exception = await Should.ThrowAsync<PresageException>(() => Write(_directory, machines: 1, days: 1));

        exception.Code.ShouldBe("files-exist");
        Directory.GetFiles(_directory).Length.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_interrupted_leaves_nothing_behind()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new CancelAtOnce(cancellation);

        await Should.ThrowAsync<OperationCanceledException>(() =>
            new DataSetWriter(s_scenario, TimeProvider.System).WriteAsync(
                new SimulationRequest(_directory, Machines: 50, Days: 10, Seed: 5), progress, cancellation.Token));

        Directory.GetFiles(_directory).ShouldBeEmpty();
    }

    [Fact]
    public async Task Kinds_of_records_that_a_scenario_does_not_have_are_not_written()
    {
        var scenario = s_scenario with
        {
            RecordKinds = s_scenario.RecordKinds with { Prefixes = [], Errors = null, Machines = null },
            Errors = [],
            Attributes = [],
            Simulation = s_scenario.Simulation! with
            {
                BackgroundErrorsPerYear = [],
                Attributes = [],
                Components = [.. s_scenario.Simulation.Components.Select(component => component with { Errors = [] })],
            },
        };

        await Write(_directory, machines: 2, days: 5, scenario: scenario);

        Directory.GetFiles(_directory).Select(Path.GetFileName).Order().ShouldBe(["failures.csv", "maint.csv", "telemetry.csv"]);
    }

    private static Task<SimulatedFleet> Write(string directory, int machines, int days, int threads = 2, Scenario? scenario = null) =>
        new DataSetWriter(scenario ?? s_scenario, TimeProvider.System, threads).WriteAsync(
            new SimulationRequest(directory, Machines: machines, Days: days, Seed: 5), null, TestContext.Current.CancellationToken);

    private string[] Lines(string file) => File.ReadAllLines(Path.Combine(_directory, file));

    private sealed class CancelAtOnce(CancellationTokenSource cancellation) : IProgress<SimulationProgress>
    {
        public void Report(SimulationProgress value) => cancellation.Cancel();
    }
}
