using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace PeerLearning.Tests.Conventions;

/// <summary>What every public type of the library has in common.</summary>
public class PublicApiTests
{
    private static readonly Type[] Types = typeof(Problem).Assembly.GetExportedTypes();

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    [Fact]
    public void Classes_are_sealed_static_or_the_abstract_head_of_a_closed_family()
    {
        Assert.Empty(Types.Where(type => type.IsClass && !type.IsSealed && !(type.IsAbstract && HasNoPublicConstructor(type))));

        static bool HasNoPublicConstructor(Type type) =>
            type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).All(constructor => !constructor.IsPublic && !constructor.IsFamily || IsRecordCopy(constructor, type));

        static bool IsRecordCopy(ConstructorInfo constructor, Type type) =>
            IsRecord(type) && constructor.GetParameters() is [{ ParameterType: var only }] && only == type;
    }

    [Fact]
    public void No_two_types_share_a_name() =>
        Assert.Empty(Types.GroupBy(type => type.Name).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void No_domain_object_is_a_sequence() =>
        Assert.Empty(Types.Where(type => typeof(IEnumerable).IsAssignableFrom(type)));

    [Fact]
    public void No_public_field_but_constants_and_enum_values() =>
        Assert.Empty(Types.Where(type => !type.IsEnum).SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)).Where(field => !field.IsLiteral));

    [Fact]
    public void No_positional_record_freezes_its_parameters() =>
        Assert.Empty(Types.Where(type => type.GetMethods().Any(method => method.Name == "Deconstruct" && method.GetCustomAttribute<CompilerGeneratedAttribute>() is not null)));

    [Fact]
    public void Value_types_are_equatable_and_read_only() =>
        Assert.Empty(Types.Where(type => type.IsValueType && !type.IsEnum
            && (!typeof(IEquatable<>).MakeGenericType(type).IsAssignableFrom(type) || type.GetCustomAttribute<IsReadOnlyAttribute>() is null)));

    [Fact]
    public void Comparable_types_have_the_operators() =>
        Assert.Empty(Types.Where(type => !type.IsEnum && typeof(IComparable<>).MakeGenericType(type.IsGenericTypeDefinition ? typeof(int) : type).IsAssignableFrom(type))
            .Where(type => type.GetMethod("op_LessThan") is null || type.GetMethod("op_LessThanOrEqual") is null));

    [Fact]
    public void Nothing_public_shows_a_type_of_the_numerics_package() =>
        Assert.Empty(Types.SelectMany(type => type.GetMembers().Where(member => member.ToString()!.Contains("MathNet", StringComparison.Ordinal))));

    [Fact]
    public void Properties_of_records_are_set_only_when_the_record_is_made() =>
        Assert.Empty(Types.SelectMany(type => type.GetProperties()).Where(property => property.DeclaringType!.Assembly == typeof(Problem).Assembly && property.SetMethod is { IsPublic: true } setter
            && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))));

    [Fact]
    public void Lists_are_read_only_lists() =>
        Assert.Empty(Types.SelectMany(type => type.GetProperties())
            .Where(property => property.PropertyType.IsArray || property.PropertyType is { IsGenericType: true } list && list.GetGenericTypeDefinition() == typeof(List<>)));
}
