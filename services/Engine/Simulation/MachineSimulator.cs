using System.Globalization;
using Presage.Engine.Features;
using Presage.Engine.Observation;
using Presage.Engine.Random;
using Presage.Engine.Scenarios;

namespace Presage.Engine.Simulation;

/// <summary>
/// Makes up the records of one machine as a scenario's simulation says. Each machine has a generator of its own, so that machines can be
/// simulated in any order and at the same time with the same result.
/// </summary>
public static class MachineSimulator
{
    /// <summary>The year that rates are given for.</summary>
    internal const long Year = 365 * UnixTime.Day;

    /// <param name="machine">Number of the machine, which is also its name.</param>
    /// <param name="days">Length, at least 1: a reading at the start and then one every sampling interval up to this many days
    /// later.</param>
    /// <returns>Readings without gaps within the sensors' valid ranges; replacements also from before the first reading.</returns>
    /// <exception cref="PresageException">The scenario does not say how to simulate it.</exception>
    public static MachineHistory Simulate(Scenario scenario, long seed, int machine, int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        var settings = scenario.Simulation ?? throw new PresageException(
            ErrorKind.Invalid, "no-simulation",
            $"The scenario '{scenario.Name}' does not say how to simulate it.",
            "Add a simulation section to the scenario, or choose another one.");

        var random = new Xoshiro256(seed, machine);
        var period = Period.Of(settings.Start, scenario.Sampling, days);
        var (attributes, riskFactor) = Attributes(settings, random);
        var events = new SimulatedEvents(scenario.Errors.Count, scenario.Components.Count);
        var shifts = new List<SensorShift>();

        new ServiceVisits(settings, period, riskFactor).Simulate(random, events, shifts);
        AddFalseShifts(settings, period, random, shifts);
        AddBackgroundErrors(settings, period, random, events);

        var sensors = Readings(settings, period, random);
        foreach (var shift in shifts)
            shift.AddTo(sensors, period);
        for (var sensor = 0; sensor < sensors.Length; sensor++)
            KeepCredible(sensors[sensor], scenario.Sensors[sensor]);

        var times = new long[period.Readings];
        for (var reading = 0; reading < times.Length; reading++)
            times[reading] = period.TimeOf(reading);

        return new MachineHistory(
            machine.ToString(CultureInfo.InvariantCulture), times, sensors, events.Errors, events.Replacements, events.Failures,
            attributes, ObservedPeriods.Always);
    }

    private static (double[] Values, double RiskFactor) Attributes(SimulationSettings settings, Xoshiro256 random)
    {
        var (values, risk) = (new double[settings.Attributes.Count], 1.0);
        for (var i = 0; i < values.Length; i++)
        {
            var attribute = settings.Attributes[i];
            if (attribute is { Shares: { } shares, RiskFactors: { } factors })
            {
                var category = random.Choose(shares);
                values[i] = category;
                risk *= factors[category];
            }
            else
            {
                values[i] = attribute.Minimum + random.NextBelow(attribute.Maximum - attribute.Minimum + 1);
                risk *= attribute.RiskBase + (attribute.RiskPerUnit * values[i]);
            }
        }

        return (values, risk);
    }

    private static void AddFalseShifts(SimulationSettings settings, Period period, Xoshiro256 random, List<SensorShift> shifts)
    {
        var (shortest, longest) = (UnixTime.FromTimeSpan(settings.Shifts.Shortest), UnixTime.FromTimeSpan(settings.Shifts.Longest));
        foreach (var start in random.Moments(settings.Shifts.PerYear, period.Start, period.End))
        {
            var component = settings.Components[random.NextBelow(settings.Components.Count)];
            var strength = random.Between(settings.Shifts.Weakest, settings.Shifts.Strongest);
            shifts.Add(
                new SensorShift(component.Sensor, start, start + random.SpanBetween(shortest, longest), component.Shift * strength));
        }
    }

    /// <summary>Errors appear at the times of readings.</summary>
    private static void AddBackgroundErrors(SimulationSettings settings, Period period, Xoshiro256 random, SimulatedEvents events)
    {
        for (var error = 0; error < settings.BackgroundErrorsPerYear.Count; error++)
            foreach (var moment in random.Moments(settings.BackgroundErrorsPerYear[error], period.Start, period.End))
                events.AddError(error, period.ReadingTimeAt(moment));
    }

    private static double[][] Readings(SimulationSettings settings, Period period, Xoshiro256 random)
    {
        var sensors = new double[settings.Sensors.Count][];
        for (var sensor = 0; sensor < sensors.Length; sensor++)
        {
            var (mean, deviation) = settings.Sensors[sensor];
            var values = new double[period.Readings];
            foreach (ref var value in values.AsSpan())
                value = mean + (deviation * Normal.Next(random));
            sensors[sensor] = values;
        }

        return sensors;
    }

    private static void KeepCredible(double[] values, Sensor sensor)
    {
        foreach (ref var value in values.AsSpan())
            value = Math.Clamp(value, sensor.Minimum, sensor.Maximum);
    }
}
