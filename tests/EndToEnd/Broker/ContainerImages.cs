namespace Presage.Tests.EndToEnd.Broker;

/// <summary>
/// Images of the servers that tests start in containers. Naming one in the environment asks for a container, also where the server is
/// installed.
/// </summary>
internal static class ContainerImages
{
    public const string RabbitMq = "PRESAGE_RABBITMQ_IMAGE";

    private static readonly Dictionary<string, string> Defaults = new() { [RabbitMq] = "rabbitmq:4.1.8-management" };

    public static bool Named(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 };

    public static string Of(string variable) => Named(variable) ? Environment.GetEnvironmentVariable(variable)! : Defaults[variable];
}
