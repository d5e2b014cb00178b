namespace Presage.Tests.EndToEnd.Broker;

/// <summary>A broker of a test's own, which it may stop and start; what the broker keeps stays.</summary>
internal interface IOwnBroker : IAsyncDisposable
{
    Task<VirtualHost> AddVirtualHostAsync(string mark = "-");

    Task StartAsync();

    /// <summary>Stops the node as an operator would.</summary>
    Task StopAsync();

    /// <summary>kill -9 of the node.</summary>
    Task KillAsync();

    /// <summary>Stops the broker within its node, which takes a fraction of the time.</summary>
    Task PauseAsync();

    Task ResumeAsync();
}
