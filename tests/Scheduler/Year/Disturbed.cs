using System.Reflection;

namespace Presage.Tests.Scheduler.Year;

/// <summary>
/// A port as one process sees it: before and after each call something may happen to the process, to the store, or to the other one.
/// </summary>
public class Disturbed : DispatchProxy
{
    private object? _port;
    private Func<MethodInfo, bool, Task>? _hook;

    /// <param name="hook">Gets the method, and whether it has been carried out.</param>
    public static T Of<T>(T port, Func<MethodInfo, bool, Task> hook)
        where T : class
    {
        var proxy = Create<T, Disturbed>();
        ((Disturbed)(object)proxy)._port = port;
        ((Disturbed)(object)proxy)._hook = hook;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _hook!(targetMethod!, false).GetAwaiter().GetResult();
        object? answer;
        try
        {
            answer = targetMethod!.Invoke(_port, args);
        }
        catch (TargetInvocationException exception)
        {
            throw exception.InnerException!;
        }

        _hook(targetMethod, true).GetAwaiter().GetResult();
        return answer;
    }
}

/// <summary>A port of which only some methods are called.</summary>
public class Scripted : DispatchProxy
{
    private IReadOnlyDictionary<string, Func<object?[], object?>> _methods = new Dictionary<string, Func<object?[], object?>>();

    /// <param name="methods">By name; others fail.</param>
    public static T Of<T>(IReadOnlyDictionary<string, Func<object?[], object?>> methods)
        where T : class
    {
        var proxy = Create<T, Scripted>();
        ((Scripted)(object)proxy)._methods = methods;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        _methods.TryGetValue(targetMethod!.Name, out var method)
            ? method(args ?? [])
            : throw new NotSupportedException($"{targetMethod.DeclaringType!.Name}.{targetMethod.Name} is not to be called.");
}
