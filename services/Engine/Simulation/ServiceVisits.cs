using Presage.Engine.Random;
using Presage.Engine.Scenarios;

namespace Presage.Engine.Simulation;

/// <summary>
/// Visits of a machine at equal distances from a phase of its own, some of them before the first reading. Each replaces some components;
/// one within the readings can find a failure, which replaces what has failed and is announced by a shift and by errors.
/// </summary>
internal sealed class ServiceVisits(SimulationSettings settings, Period period, double riskFactor)
{
    private readonly SimulatedService _service = settings.Service;
    private readonly double[] _shares = [.. settings.Components.Select(component => component.Share)];
    private readonly double[] _equal = [.. settings.Components.Select(_ => 1.0)];
    private readonly double _risk =
        settings.Service.FailuresPerYear * settings.Service.EveryDays * UnixTime.Day / MachineSimulator.Year * riskFactor;

    public void Simulate(Xoshiro256 random, SimulatedEvents events, List<SensorShift> shifts)
    {
        var distance = _service.EveryDays * UnixTime.Day;
        var first = period.Start + (random.NextBelow(_service.EveryDays) * UnixTime.Day) - (_service.VisitsBeforeStart * distance);
        for (var time = first; time <= period.End; time += distance)
        {
            foreach (var component in random.ChooseDifferent(_equal, random.Choose(_service.Replacements)))
                events.AddReplacement(component, time);
            if (time >= period.Start && random.Happens(_risk))
                Fail(time, random, events, shifts);
        }
    }

    private void Fail(long time, Xoshiro256 random, SimulatedEvents events, List<SensorShift> shifts)
    {
        foreach (var failed in random.ChooseDifferent(_shares, random.Happens(_service.TwoComponents) ? 2 : 1))
        {
            events.AddFailure(failed, time);
            events.AddReplacement(failed, time);

            var component = settings.Components[failed];
            shifts.Add(new SensorShift(component.Sensor, time - UnixTime.FromTimeSpan(_service.Sign), time, component.Shift));

            var errorTime = time - UnixTime.FromTimeSpan(_service.ErrorLead);
            foreach (var error in component.Errors)
                if (random.Happens(_service.ErrorProbability) && errorTime >= period.Start)
                    events.AddError(error, errorTime);
        }
    }
}
