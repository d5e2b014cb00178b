using Presage.Engine;
using Presage.Engine.Features;
using Presage.Engine.Scenarios;
using Presage.Engine.Simulation;
using Presage.Tests.Engine.Features;

namespace Presage.Tests.Engine.Simulation;

/// <summary>Statistics of 400 machines over a year against the scenario's figures; the seed is fixed.</summary>
public sealed class MachineSimulatorTests
{
    private const int Machines = 400;
    private const int Days = 365;

    private static readonly Scenario s_scenario = TestScenarios.AzurePdm;
    private static readonly SimulationSettings s_settings = s_scenario.Simulation!;
    private static readonly long s_start = UnixTime.FromDateTime(s_settings.Start);
    private static readonly Lazy<MachineHistory[]> s_fleet = new(() =>
        [.. Enumerable.Range(1, Machines).AsParallel().AsOrdered()
            .Select(machine => MachineSimulator.Simulate(s_scenario, 42, machine, Days))]);

    private static MachineHistory[] Fleet => s_fleet.Value;

    [Fact]
    public void A_machine_is_the_same_whenever_and_beside_whatever_it_is_simulated()
    {
        var again = MachineSimulator.Simulate(s_scenario, 42, 17, Days);

        again.Sensors.SelectMany(values => values).ShouldBe(Fleet[16].Sensors.SelectMany(values => values));
        again.Failures.SelectMany(times => times).ShouldBe(Fleet[16].Failures.SelectMany(times => times));
        again.Attributes.ShouldBe(Fleet[16].Attributes);
    }

    [Fact]
    public void Another_seed_is_another_fleet() =>
        MachineSimulator.Simulate(s_scenario, 43, 17, 10).Sensors[0][0].ShouldNotBe(Fleet[16].Sensors[0][0]);

    [Fact]
    public void There_is_a_reading_every_hour_from_the_start_to_the_end()
    {
        var machine = Fleet[0];

        machine.Times.Length.ShouldBe((Days * 24) + 1);
        machine.Times[0].ShouldBe(s_start);
        machine.Times.Zip(machine.Times.Skip(1), (a, b) => b - a).ShouldAllBe(step => step == UnixTime.Hour);
    }

    [Fact]
    public void Readings_have_the_mean_and_deviation_of_the_scenario()
    {
        for (var sensor = 0; sensor < 4; sensor++)
        {
            // Shifts move one sensor for a few percent of the time.
            var values = Fleet.SelectMany(machine => machine.Sensors[sensor]).ToArray();
            var (mean, deviation) = s_settings.Sensors[sensor];

            values.Average().ShouldBe(mean, 0.12 * deviation);
            Math.Sqrt(values.Average(value => Math.Pow(value - mean, 2))).ShouldBe(deviation, 0.08 * deviation);
        }
    }

    [Fact]
    public void Readings_are_within_the_valid_ranges()
    {
        for (var sensor = 0; sensor < 4; sensor++)
            Fleet.ShouldAllBe(machine => machine.Sensors[sensor].Min() >= s_scenario.Sensors[sensor].Minimum
                && machine.Sensors[sensor].Max() <= s_scenario.Sensors[sensor].Maximum);
    }

    [Fact]
    public void A_coming_failure_shows_in_the_sensor_of_its_component_for_48_hours()
    {
        for (var component = 0; component < 4; component++)
        {
            var settings = s_settings.Components[component];
            var before = Fleet.SelectMany(machine => machine.Failures[component].Where(time => time >= s_start + UnixTime.Day * 4)
                .Select(time => machine.Sensors[settings.Sensor][..(int)((time - s_start) / UnixTime.Hour)])).ToList();

            var shifted = before.Average(values => values[^48..].Average());
            var earlier = before.Average(values => values[^96..^48].Average());

            (shifted - earlier).ShouldBe(settings.Shift, 0.12 * Math.Abs(settings.Shift));
        }
    }

    [Fact]
    public void Failures_are_as_frequent_as_in_the_scenario()
    {
        var failures = Fleet.Sum(machine => machine.Failures.SelectMany(times => times).Distinct().Count());
        var expected = Fleet.Sum(Expected);

        ((double)failures).ShouldBe(expected, 4 * Math.Sqrt(expected));
        (failures / (double)Machines).ShouldBe(7.6, 0.8);

        static double Expected(MachineHistory machine) =>
            7.6 * s_settings.Attributes[0].RiskFactors![(int)machine.Attributes[0]] * (0.6 + (0.04 * machine.Attributes[1])) * Days / 365;
    }

    [Fact]
    public void Old_machines_and_bad_models_fail_more_often()
    {
        double Rate(Func<MachineHistory, bool> which) => Fleet.Where(which).Average(machine => machine.Failures.Sum(times => times.Length));

        (Rate(machine => machine.Attributes[1] >= 15) / Rate(machine => machine.Attributes[1] <= 5)).ShouldBe(1.3 / 0.7, 0.3);
        (Rate(machine => machine.Attributes[0] <= 1) / Rate(machine => machine.Attributes[0] >= 2)).ShouldBe(1.25 / 0.85, 0.25);
    }

    [Fact]
    public void Failures_are_shared_among_the_components_and_some_are_of_two()
    {
        var byComponent = Enumerable.Range(0, 4)
            .Select(component => (double)Fleet.Sum(machine => machine.Failures[component].Length)).ToArray();
        var moments = Fleet.Sum(machine => machine.Failures.SelectMany(times => times).Distinct().Count());

        for (var component = 0; component < 4; component++)
            (byComponent[component] / byComponent.Sum()).ShouldBe(s_settings.Components[component].Share, 0.03);
        ((byComponent.Sum() / moments) - 1).ShouldBe(0.07, 0.02);
    }

    [Fact]
    public void Visits_are_fifteen_days_apart_at_six_and_begin_before_the_first_reading()
    {
        var visits = Fleet[3].Replacements.SelectMany(times => times).ToArray();

        visits.Select(time => time - visits[0]).ShouldAllBe(distance => distance % (15 * UnixTime.Day) == 0);
        visits.ShouldAllBe(time => UnixTime.ToDateTime(time).Hour == 6);
        visits.Count(time => time < s_start).ShouldBeGreaterThan(5);
        Fleet.Select(
            machine => machine.Replacements.SelectMany(times => times).Min() % (15 * UnixTime.Day)).Distinct().Count().ShouldBe(15);
    }

    [Fact]
    public void A_failed_component_is_replaced_at_once() =>
        Fleet.ShouldAllBe(
            machine => machine.Failures.Zip(machine.Replacements).All(both => both.First.All(time => both.Second.Contains(time))));

    [Fact]
    public void Errors_announce_a_failure_exactly_24_hours_before()
    {
        var announced = 0;
        var possible = 0;
        foreach (var machine in Fleet)
        {
            for (var component = 0; component < 4; component++)
            {
                foreach (var failure in machine.Failures[component].Where(time => time - UnixTime.Day >= s_start))
                {
                    possible += s_settings.Components[component].Errors.Count;
                    announced += s_settings.Components[component].Errors.Count(
                        error => machine.Errors[error].Contains(failure - UnixTime.Day));
                }
            }
        }

        (announced / (double)possible).ShouldBe(0.93, 0.02);
    }

    [Fact]
    public void Other_errors_are_as_frequent_as_in_the_scenario()
    {
        for (var error = 0; error < 5; error++)
        {
            var announcing = Fleet.Sum(machine => machine.Errors[error].Count(time => Announces(machine, error, time)));
            var other = (double)Fleet.Sum(machine => machine.Errors[error].Length) - announcing;
            var expected = s_settings.BackgroundErrorsPerYear[error] * Machines;

            other.ShouldBe(expected, 4 * Math.Sqrt(expected));
        }

        static bool Announces(MachineHistory machine, int error, long time) =>
            Enumerable.Range(0, 4).Any(component =>
                s_settings.Components[component].Errors.Contains(error) && machine.Failures[component].Contains(time + UnixTime.Day));
    }

    [Fact]
    public void Errors_appear_at_times_of_readings() =>
        Fleet.ShouldAllBe(machine => machine.Errors.All(times => times.All(time => machine.Times.Contains(time))));

    [Fact]
    public void Shifts_that_come_to_nothing_are_as_frequent_as_in_the_scenario()
    {
        var settings = s_settings with { Service = s_settings.Service with { FailuresPerYear = 0 } };
        var quiet = settings with { Sensors = [.. settings.Sensors.Select(sensor => sensor with { StandardDeviation = 0 })] };
        var fleet = Enumerable.Range(1, 200)
            .Select(machine => MachineSimulator.Simulate(s_scenario with { Simulation = quiet }, 7, machine, Days)).ToArray();

        // 36 hours on average, at 0.8 of the shift on average, a quarter of them on each sensor.
        for (var component = 0; component < 4; component++)
        {
            var sensor = s_settings.Components[component].Sensor;
            var moved = fleet.Average(machine => machine.Sensors[sensor].Sum(value => value - s_settings.Sensors[sensor].Mean));
            moved.ShouldBe(
                13.0 / 4 * 36 * 0.8 * s_settings.Components[component].Shift,
                0.15 * 13 / 4 * 36 * 0.8 * Math.Abs(s_settings.Components[component].Shift));
        }
    }

    [Fact]
    public void Attributes_are_distributed_as_in_the_scenario()
    {
        for (var model = 0; model < 4; model++)
            (Fleet.Count(machine => machine.Attributes[0] == model) / (double)Machines)
                .ShouldBe(s_settings.Attributes[0].Shares![model], 0.07);
        Fleet.Select(machine => machine.Attributes[1]).Distinct().Order().ShouldBe(Enumerable.Range(0, 21).Select(age => (double)age));
    }

    [Fact]
    public void Another_sampling_interval_gives_other_times()
    {
        var machine = MachineSimulator.Simulate(s_scenario with { Sampling = TimeSpan.FromMinutes(10) }, 1, 1, 200);

        machine.Times.Length.ShouldBe((200 * 144) + 1);
        machine.Times[^1].ShouldBe(s_start + (200 * UnixTime.Day));
        machine.Errors.SelectMany(times => times).ShouldAllBe(time => time % (10 * 60 * UnixTime.Second) == 0);
    }

    [Fact]
    public void A_scenario_without_a_simulation_cannot_be_simulated() =>
        Should.Throw<PresageException>(() => MachineSimulator.Simulate(TestScenarios.ColdChain, 1, 1, 1)).Code.ShouldBe("no-simulation");
}
