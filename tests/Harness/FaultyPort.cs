using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Presage.Storage;

namespace Presage.Tests.Harness;

/// <summary>When a port fails.</summary>
public enum PortFault
{
    /// <summary>The first call of every method does nothing and times out.</summary>
    BeforeTheFirstCall,

    /// <summary>The first call of every method does its work, but its answer is lost.</summary>
    AfterTheFirstCall,

    /// <summary>No call ever does anything.</summary>
    BeforeEveryCall,
}

/// <summary>A port in front of the real one whose methods each time out once.</summary>
public class FaultyPort : DispatchProxy
{
    private readonly ConcurrentDictionary<string, bool> _called = new();
    private object? _port;
    private PortFault _fault;

    /// <summary>
    /// Puts a faulty port in front of every port of the store that messages use; at the start of a process nothing is delivered again.
    /// </summary>
    public static Action<IServiceCollection> InFrontOfAll(PortFault fault) => services =>
        InFrontOf(fault,
            [.. services.Select(service => service.ServiceType)
                .Where(type => type.IsInterface && type.Assembly == typeof(IRuns).Assembly
                    && type != typeof(IStoreTopology) && type != typeof(IStoreIdentity))])(services);

    public static Action<IServiceCollection> InFrontOf(PortFault fault, params Type[] ports) => services =>
    {
        foreach (var port in services.Where(service => ports.Contains(service.ServiceType)).ToList())
        {
            services.Remove(port);
            services.AddSingleton(
                port.ServiceType,
                provider => Create(port.ServiceType, ActivatorUtilities.CreateInstance(provider, port.ImplementationType!), fault));
        }
    };

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var isFirst = _called.TryAdd(targetMethod!.Name, true) && targetMethod.ReturnType.IsAssignableTo(typeof(Task));
        if (_fault == PortFault.BeforeEveryCall || (isFirst && _fault == PortFault.BeforeTheFirstCall))
            throw new TimeoutException($"{targetMethod.Name} timed out.");

        var answer = targetMethod.Invoke(_port, args);
        if (!isFirst)
            return answer;

        ((Task)answer!).GetAwaiter().GetResult();
        throw new TimeoutException($"The answer of {targetMethod.Name} was lost.");
    }

    private static FaultyPort Create(Type port, object real, PortFault fault)
    {
        var faulty = (FaultyPort)Create(port, typeof(FaultyPort));
        (faulty._port, faulty._fault) = (real, fault);
        return faulty;
    }
}
