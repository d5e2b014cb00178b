using System.Reflection;
using System.Text;
using Presage.Contracts;

namespace Presage.Tests.Contracts;

/// <summary>The contracts as text: everything that others rely on.</summary>
internal static class ContractText
{
    private static readonly NullabilityInfoContext s_nullability = new();

    public static IReadOnlyList<Type> Types { get; } =
        [.. typeof(IRunMessage).Assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal)];

    public static string Write(string ns)
    {
        var text = new StringBuilder();
        foreach (var type in Types.Where(type => type.Namespace == ns))
        {
            text.AppendJoin(
                "", type.FullName, typeof(IRunMessage).IsAssignableFrom(type) && type != typeof(IRunMessage) ? " : IRunMessage" : "")
                    .Append('\n');
            foreach (var name in type.IsEnum ? Enum.GetNames(type) : [])
                text.Append($"    {name}\n");
            foreach (var property in PropertiesOf(type))
                text.Append($"    {property.Name}: {NameOf(s_nullability.Create(property))}\n");
        }

        return text.ToString();
    }

    public static IEnumerable<PropertyInfo> PropertiesOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .OrderBy(property => property.MetadataToken);

    private static string NameOf(NullabilityInfo info)
    {
        var isNullable = info.ReadState == NullabilityState.Nullable;
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        var name = type switch
        {
            { IsArray: true } => $"{NameOf(info.ElementType!)}[]",
            { IsGenericType: true } =>
                $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}"
                + $"<{string.Join(", ", info.GenericTypeArguments.Select(NameOf))}>",
            _ => type.Name,
        };
        return isNullable ? $"{name}?" : name;
    }
}
