using System.Security.Cryptography;
using Presage.Hosting.Life;

namespace Presage.Hosting.Workers;

/// <summary>Who this process is among those that work on a store.</summary>
public sealed class WorkerIdentity
{
    /// <summary>The service of a process that does what all do.</summary>
    public const string AllServices = "presage";

    /// <summary>A process id comes again, in a container as a rule.</summary>
    public string Id { get; } = $"{ProcessLife.Worker}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}";
}
