using System.Globalization;
using System.Reflection.Metadata;

namespace Actors.Engine.Tests.Signatures;

/// <summary>Constants in metadata as C# writes them.</summary>
internal static class Constants
{
    public static string Read(MetadataReader reader, ConstantHandle handle)
    {
        var constant = reader.GetConstant(handle);
        return reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode) switch
        {
            null => "null",
            string text => $"\"{text}\"",
            bool flag => flag ? "true" : "false",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            var other => other.ToString() ?? "",
        };
    }
}
