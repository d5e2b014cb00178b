using Microsoft.Extensions.DependencyInjection;
using Presage.Application;

namespace Presage.Cli.Composition;

/// <summary>The use cases that need neither a store nor a bus.</summary>
internal static class StorelessServices
{
    public static T Get<T>()
        where T : notnull => new ServiceCollection().AddApplication().BuildServiceProvider().GetRequiredService<T>();
}
