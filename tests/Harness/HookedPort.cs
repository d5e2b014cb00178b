using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Presage.Tests.Harness;

/// <summary>A port in front of the real one; something happens just before each call of one of its methods.</summary>
public class HookedPort : DispatchProxy
{
    private readonly ConcurrentDictionary<string, int> _calls = new();
    private object? _port;
    private string? _method;
    private Func<int, Task>? _hook;

    /// <param name="hook">Gets the number of the call, from 1; the call fails when it does.</param>
    public static Action<IServiceCollection> Before<TPort>(string method, Func<int, Task> hook)
        where TPort : class => services =>
    {
        var port = services.Single(service => service.ServiceType == typeof(TPort));
        services.Remove(port);
        services.AddSingleton(provider =>
        {
            var proxy = Create<TPort, HookedPort>();
            var hooked = (HookedPort)(object)proxy;
            (hooked._port, hooked._method, hooked._hook) =
                (ActivatorUtilities.CreateInstance(provider, port.ImplementationType!), method, hook);
            return proxy;
        });
    };

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == _method)
            _hook!(_calls.AddOrUpdate(_method, 1, (_, calls) => calls + 1)).GetAwaiter().GetResult();

        return targetMethod.Invoke(_port, args);
    }
}
