namespace Presage.Tests.EndToEnd.Broker.Chaos.Injuries;

/// <summary>One kind of thing that goes wrong during a job.</summary>
internal interface IInjury
{
    /// <summary>Does it. What lasts a while is left to <see cref="Disturbances.LastAsync"/> and goes on beside what comes next.</summary>
    Task HappenAsync(Disturbances during);
}
