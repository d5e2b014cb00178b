using System.Text.Json;
using System.Text.Json.Serialization;
using Presage.Contracts.Api;

namespace Presage.Hosting;

/// <summary>Notices as they are written, and as runs of earlier versions have kept them: as the sentence alone.</summary>
internal sealed class NoticeConverter : JsonConverter<Notice>
{
    /// <summary>Code of a sentence that was kept without one.</summary>
    private const string CodeOfOld = "note";

    public override Notice Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return new Notice(CodeOfOld, reader.GetString()!);

        using var document = JsonDocument.ParseValue(ref reader);
        return new Notice(
            document.RootElement.GetProperty("code").GetString() ?? CodeOfOld,
            document.RootElement.GetProperty("message").GetString() ?? "");
    }

    public override void Write(Utf8JsonWriter writer, Notice value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("code", value.Code);
        writer.WriteString("message", value.Message);
        writer.WriteEndObject();
    }
}
